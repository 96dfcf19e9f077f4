package io.fastcgi.benchmarks;

import java.nio.file.Path;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.ListenerSpec;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.engine.transport.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * The engine alone, with handlers on the event loop: {@code /hello}, {@code /bytes?n=N}
 * and {@code /echo}.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class EngineServer implements ExchangeHandler {

	private static final int MAX_BYTES = 16 * 1024 * 1024;

	private final ByteBuf zeros = Unpooled.unreleasableBuffer(Unpooled.directBuffer(MAX_BYTES).writeZero(MAX_BYTES));

	@Override
	public void handle(Exchange exchange) {
		String uri = exchange.params().get("REQUEST_URI", "/");
		if (uri.startsWith("/bytes")) {
			bytes(exchange, Math.min(Integer.parseInt(uri.substring(uri.indexOf('=') + 1)), MAX_BYTES));
		}
		else if (uri.equals("/echo")) {
			echo(exchange);
		}
		else {
			exchange.respondText("Hello, World!");
		}
	}

	private void bytes(Exchange exchange, int length) {
		exchange.write(binary(length));
		exchange.write(this.zeros.slice(0, length));
		exchange.end();
	}

	private static void echo(Exchange exchange) {
		exchange.write(binary(exchange.stdin().expectedLength()));
		Runnable copy = () -> copy(exchange);
		exchange.onWritable(copy);
		exchange.stdin().onReadable(copy);
	}

	private static void copy(Exchange exchange) {
		while (exchange.isWritable()) {
			ByteBuf bytes = exchange.stdin().read();
			if (bytes == null) {
				switch (exchange.stdin().state()) {
					case OPEN -> {
					}
					case COMPLETE -> exchange.end();
					case INCOMPLETE -> exchange.fail(new IllegalStateException("The body is not complete"));
				}
				return;
			}
			exchange.write(bytes);
		}
	}

	private static ResponseHead binary(long length) {
		return ResponseHead.of(200, "OK")
			.header("Content-Type", "application/octet-stream")
			.header("Content-Length", Long.toString(length));
	}

	/**
	 * Start the server.
	 * @param args the port, the path of a Unix domain socket, and the transport unless it
	 * is to be chosen
	 */
	public static void main(String[] args) {
		FastCgiServer.builder()
			.listen(Integer.parseInt(args[0]))
			.listen(ListenerSpec.unix(Path.of(args[1])))
			.transport((args.length > 2) ? Transport.valueOf(args[2]) : Transport.AUTO)
			.handler(new EngineServer())
			.start();
	}

}
