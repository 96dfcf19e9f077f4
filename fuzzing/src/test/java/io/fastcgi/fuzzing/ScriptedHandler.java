package io.fastcgi.fuzzing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.engine.exchange.ExchangeInput;
import io.fastcgi.engine.exchange.Params;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.test.NameValuePair;
import io.fastcgi.test.NameValuePairs;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * A handler that does what the request asks for with {@code REQUEST_URI}, be it foolish.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ScriptedHandler implements ExchangeHandler {

	/**
	 * Header field of every response that a handler meant to give.
	 */
	static final String MEANT = "X-Handler";

	/**
	 * Header field of a response that its handler took back before it was sent.
	 */
	static final String TAKEN_BACK = "X-Taken-Back";

	private final List<Exchange> held = new ArrayList<>();

	@Override
	public void handle(Exchange exchange) throws Exception {
		switch (exchange.params().get("REQUEST_URI", "/")) {
			case "/echo" -> echo(exchange);
			case "/early" -> exchange.respond(head(200), "early".getBytes(StandardCharsets.US_ASCII));
			case "/big" -> exchange.respond(head(200), new byte[70_000]);
			case "/fail" -> throw new Failure();
			case "/fail-late" -> failLate(exchange);
			case "/take-back" -> takeBack(exchange);
			case "/fail-reading" -> exchange.stdin().onReadable(() -> {
				throw new Failure();
			});
			case "/no-head" -> exchange.end(3);
			case "/raw" -> exchange.stdin().onReadable(() -> raw(exchange));
			case "/errors" -> errors(exchange);
			case "/refuse" -> exchange.refuse(Refusal.OVERLOADED);
			case "/hold" -> hold(exchange);
			case "/later" -> exchange.eventLoop().execute(() -> exchange.respond(head(204), new byte[0]));
			case "/twice" -> twice(exchange);
			default -> new Mirror(exchange).start();
		}
	}

	private static ResponseHead head(int status) {
		return ResponseHead.of(status, "").header(MEANT, "yes");
	}

	private static void echo(Exchange exchange) {
		exchange.write(head(200));
		exchange.flush();
		exchange.stdin().onReadable(() -> {
			for (ByteBuf piece = exchange.stdin().read(); piece != null; piece = exchange.stdin().read()) {
				exchange.write(piece);
				exchange.flush();
			}
			if (exchange.stdin().state() != ExchangeInput.State.OPEN) {
				exchange.end();
			}
		});
	}

	private static void failLate(Exchange exchange) {
		exchange.write(head(200));
		exchange.flush();
		throw new Failure();
	}

	private static void takeBack(Exchange exchange) {
		exchange.write(ResponseHead.of(200, "").header(TAKEN_BACK, "yes"));
		throw new Failure();
	}

	/**
	 * The body of the request is the whole response, head and all.
	 */
	private static void raw(Exchange exchange) {
		for (ByteBuf piece = exchange.stdin().read(); piece != null; piece = exchange.stdin().read()) {
			exchange.write(piece);
		}
		if (exchange.stdin().state() != ExchangeInput.State.OPEN) {
			exchange.end();
		}
	}

	private static void errors(Exchange exchange) {
		exchange.writeError(error(exchange));
		exchange.write(head(200));
		exchange.writeError(error(exchange));
		exchange.write(new byte[100], 0, 100);
		exchange.flush();
		exchange.writeError(error(exchange));
		exchange.end(1);
	}

	private static ByteBuf error(Exchange exchange) {
		return ByteBufUtil.writeAscii(exchange.allocator(), "an error\n");
	}

	private static void twice(Exchange exchange) {
		exchange.respond(head(200), new byte[1]);
		exchange.respond(head(500), new byte[1]);
		exchange.fail(new Failure());
		exchange.refuse(Refusal.OVERLOADED);
		exchange.writeError(error(exchange));
	}

	private void hold(Exchange exchange) {
		exchange.write(head(200));
		exchange.onAbort((reason) -> exchange.respond(head(200), new byte[1]));
		this.held.add(exchange);
	}

	/**
	 * Let every handler go on that held its request back.
	 */
	void release() {
		for (Exchange exchange : List.copyOf(this.held)) {
			exchange.write(error(exchange));
			exchange.end();
			exchange.end();
		}
		this.held.clear();
	}

	/**
	 * What a handler throws.
	 */
	static final class Failure extends RuntimeException {

		Failure() {
			super("on purpose");
		}

	}

	/**
	 * Answers with all that it was given: params, {@code FCGI_STDIN} and
	 * {@code FCGI_DATA}.
	 *
	 * @param exchange the request
	 * @param stdin what was read
	 * @param data what was read
	 */
	private record Mirror(Exchange exchange, ByteArrayOutputStream stdin, ByteArrayOutputStream data) {

		Mirror(Exchange exchange) {
			this(exchange, new ByteArrayOutputStream(), new ByteArrayOutputStream());
		}

		void start() {
			this.exchange.stdin().onReadable(this::read);
			this.exchange.data().onReadable(this::read);
		}

		private void read() {
			readAll(this.exchange.stdin(), this.stdin);
			readAll(this.exchange.data(), this.data);
			ExchangeInput.State stdinState = this.exchange.stdin().state();
			ExchangeInput.State dataState = this.exchange.data().state();
			if (stdinState != ExchangeInput.State.OPEN && dataState != ExchangeInput.State.OPEN) {
				this.exchange.respond(head(200).header("X-Stdin", stdinState + " " + this.stdin.size())
					.header("X-Data", dataState + " " + this.data.size())
					.header("X-Role", this.exchange.role().toString()), content());
			}
		}

		private static void readAll(ExchangeInput input, ByteArrayOutputStream target) {
			for (ByteBuf piece = input.read(); piece != null; piece = input.read()) {
				target.writeBytes(ByteBufUtil.getBytes(piece));
				piece.release();
			}
		}

		private byte[] content() {
			List<NameValuePair> params = new ArrayList<>();
			for (Params.Param param : this.exchange.params()) {
				params.add(new NameValuePair(param.nameBytes(), param.valueBytes()));
			}
			ByteArrayOutputStream content = new ByteArrayOutputStream();
			content.writeBytes(this.stdin.toByteArray());
			content.writeBytes(this.data.toByteArray());
			content.writeBytes(NameValuePairs.encode(params));
			return content.toByteArray();
		}

	}

}
