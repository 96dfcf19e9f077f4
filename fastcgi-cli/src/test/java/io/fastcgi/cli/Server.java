package io.fastcgi.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.ListenerSpec;
import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.BlockingExchange;
import io.fastcgi.engine.exchange.BlockingHandler;
import io.fastcgi.engine.exchange.Exchange;

/**
 * The engine with a handler of the test.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Server implements AutoCloseable {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final CompletableFuture<AbortReason> aborted = new CompletableFuture<>();

	private final FastCgiServer engine;

	private Server(ListenerSpec listener, BlockingHandler handler) {
		this.engine = FastCgiServer.builder()
			.listen(listener)
			.events(new Aborts(this.aborted))
			.blockingHandler(this.executor, handler)
			.start();
	}

	static Server start(BlockingHandler handler) {
		return start(ListenerSpec.loopback(0), handler);
	}

	static Server start(ListenerSpec listener, BlockingHandler handler) {
		return new Server(listener, handler);
	}

	// Answers with the params, the body and the data that came.
	static void echo(BlockingExchange exchange) throws IOException {
		print(exchange, "Content-Type: text/plain\r\n\r\n");
		for (var param : exchange.params()) {
			print(exchange, param.name() + "=" + param.value() + "\n");
		}
		print(exchange, "role=" + exchange.exchange().role() + "\nbody=");
		exchange.stdin().transferTo(exchange.stdout());
		print(exchange, "\ndata=");
		exchange.data().transferTo(exchange.stdout());
		print(exchange, "\n");
	}

	static void print(BlockingExchange exchange, String text) throws IOException {
		exchange.stdout().write(text.getBytes(StandardCharsets.UTF_8));
	}

	String at(String path) {
		return "127.0.0.1:" + this.engine.port() + path;
	}

	/**
	 * Return why the first request was aborted that was, be it that its handler had not
	 * begun yet.
	 * @return completed when a request is aborted
	 */
	CompletableFuture<AbortReason> aborted() {
		return this.aborted;
	}

	@Override
	public void close() {
		this.engine.close();
		this.executor.shutdownNow();
	}

	private record Aborts(CompletableFuture<AbortReason> first) implements ServerEventListener {

		@Override
		public void requestAborted(Exchange exchange, AbortReason reason) {
			this.first.complete(reason);
		}

	}

}
