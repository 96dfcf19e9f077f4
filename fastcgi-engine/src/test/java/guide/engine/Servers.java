package guide.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.exchange.ResponseHead;

/**
 * Servers without Spring.
 */
final class Servers {

	private Servers() {
	}

	static FastCgiServer counting() {
		// tag::counting[]
		AtomicLong count = new AtomicLong();
		FastCgiServer server = FastCgiServer.builder()
			.listen(4000)
			.handler((exchange) -> exchange.respondText("Hello for the " + count.incrementAndGet() + "th time."))
			.start();
		// end::counting[]
		return server;
	}

	static FastCgiServer blocking(Executor executor) {
		// tag::blocking[]
		FastCgiServer server = FastCgiServer.builder().listen(9000).blockingHandler(executor, (exchange) -> {
			exchange.stdout().write("Content-Type: text/plain\n\n".getBytes());
			exchange.stdin().transferTo(exchange.stdout());
		}).start();
		// end::blocking[]
		return server;
	}

	static FastCgiServer upgrading(Executor executor) {
		// tag::upgrading[]
		FastCgiServer server = FastCgiServer.builder().listen(4000).blockingHandler(executor, (exchange) -> {
			if (!exchange.exchange().isUpgradeRequested() || !exchange.params().get("HTTP_UPGRADE").equals("echo")) {
				exchange.stdout().write("Status: 426 Upgrade Required\nUpgrade: echo\n\n".getBytes());
				return;
			}
			exchange.exchange()
				.write(ResponseHead.of(101, "Switching Protocols")
					.header("Connection", "Upgrade")
					.header("Upgrade", "echo"));
			exchange.stdin().transferTo(exchange.stdout());
		}).start();
		// end::upgrading[]
		return server;
	}

}
