package io.fastcgi.engine.connection;

import java.net.SocketAddress;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.fastcgi.engine.event.Deadline;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeInput;
import io.fastcgi.engine.exchange.Params;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.engine.exchange.WireProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * {@link Exchange} on a connection.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class DefaultExchange implements Exchange, OutputProgress {

	private static final int FAILED = 1;

	private final Connection connection;

	private final ChannelHandlerContext ctx;

	private final Role role;

	private final WireProtocol protocol;

	private final Params params;

	private final RequestInput input;

	private final OutputQueue output;

	private final Consumer<Throwable> onFailure;

	private final Writability writability;

	private final Consumer<DefaultExchange> onEndSent;

	private final AbortCallbacks abortCallbacks;

	private volatile boolean tunnel;

	private @Nullable ExchangeWatch watch;

	DefaultExchange(Connection connection, ChannelHandlerContext ctx, Role role, WireProtocol protocol, Params params,
			RequestInput input, Framing framing, Consumer<DefaultExchange> onEndSent) {
		this.connection = connection;
		this.ctx = ctx;
		this.role = role;
		this.protocol = protocol;
		this.params = params;
		this.input = input;
		this.output = new OutputQueue(ctx, connection.outputs(), framing, this);
		this.onFailure = this::fail;
		this.writability = new Writability(this.output, ctx.executor(), this.onFailure);
		this.abortCallbacks = new AbortCallbacks(ctx.executor(), (cause) -> connection.handlerFailed(this, cause));
		this.onEndSent = onEndSent;
		input.stdin().onFailure(this.onFailure);
		if (input.data() != null) {
			input.data().onFailure(this.onFailure);
		}
	}

	@Override
	public Role role() {
		return this.role;
	}

	@Override
	public WireProtocol protocol() {
		return this.protocol;
	}

	@Override
	public Params params() {
		return this.params;
	}

	@Override
	public SocketAddress frontEnd() {
		return this.connection.frontEnd();
	}

	@Override
	public ExchangeInput stdin() {
		return this.input.stdin();
	}

	@Override
	public ExchangeInput data() {
		InputQueue data = this.input.data();
		return (data != null) ? data : new NoInput(this.ctx.executor(), this.onFailure);
	}

	@Override
	public ByteBufAllocator allocator() {
		return this.ctx.alloc();
	}

	@Override
	public Executor eventLoop() {
		return this.ctx.executor();
	}

	@Override
	public void write(ResponseHead head) {
		if (Tunnel.isBegunBy(head)) {
			this.tunnel = new Tunnel(this, this.input.stdin(), this.output, this.connection.registry()).begin(head);
		}
		else {
			this.output.write(head);
		}
	}

	@Override
	public void write(ByteBuf content) {
		this.output.write(content);
		written();
	}

	@Override
	public void write(byte[] content, int offset, int length) {
		this.output.write(content, offset, length);
		written();
	}

	private void written() {
		if (this.tunnel) {
			this.output.flush();
		}
		else if (this.output.isHeadTooLong()) {
			fail(new IllegalStateException("The handler wrote a lot, but no empty line that ends the response head"));
		}
	}

	@Override
	public void writeError(ByteBuf content) {
		this.output.writeError(content);
	}

	@Override
	public void flush() {
		this.output.flush();
	}

	@Override
	public boolean isWritable() {
		return this.writability.isWritable();
	}

	@Override
	public void onWritable(Runnable callback) {
		this.writability.onWritable(callback);
	}

	@Override
	public void sent() {
		writabilityChanged();
	}

	@Override
	public boolean breakOff() {
		return this.connection.breakOff(this.ctx);
	}

	@Override
	public void endSent() {
		this.onEndSent.accept(this);
		writabilityChanged();
	}

	/**
	 * Note that the connection may take more. Called on the event loop.
	 */
	void writabilityChanged() {
		this.writability.changed();
	}

	@Override
	public void end(int appStatus) {
		if (this.output.end(appStatus)) {
			this.input.discard();
		}
		else if (!isEnded()) {
			this.connection.handlerFailed(this,
					new IllegalStateException("The handler ended the request without a complete response head"));
			end(Refusal.HANDLER_FAILED, (appStatus != 0) ? appStatus : FAILED);
		}
	}

	@Override
	public void refuse(Refusal refusal) {
		end(refusal, (refusal == Refusal.HANDLER_FAILED) ? FAILED : 0);
	}

	private void end(Refusal refusal, int appStatus) {
		if (this.output.replace(RefusalDocument.of(refusal), appStatus, true)) {
			this.connection.refused(refusal);
			this.output.send();
			this.input.discard();
			wakeWriter();
		}
	}

	@Override
	public void fail(Throwable cause) {
		if (!isEnded()) {
			this.connection.handlerFailed(this, cause);
			refuse(Refusal.HANDLER_FAILED);
		}
	}

	/**
	 * End the request in place of its handler. Called on the event loop.
	 * @param reason the reason
	 */
	void abort(AbortReason reason) {
		abort(reason, Refusals.of(reason, this.role));
	}

	/**
	 * End the request in place of its handler. Called on the event loop.
	 * @param reason the reason
	 * @param refusal what to answer, nothing if {@code null}
	 */
	void abort(AbortReason reason, @Nullable Refusal refusal) {
		abort(reason, refusal, Refusals.isAwaited(reason));
	}

	private void abort(AbortReason reason, @Nullable Refusal refusal, boolean awaited) {
		RefusalDocument document = (refusal != null) ? RefusalDocument.of(refusal) : null;
		if (!this.output.replace(document, FAILED, awaited)) {
			return;
		}
		this.abortCallbacks.aborted(reason);
		this.connection.aborted(this, reason);
		this.output.send();
		this.input.discard();
		wakeWriter();
		this.abortCallbacks.tell(reason);
	}

	/**
	 * Abort the request if a deadline has passed. Called on the event loop, now and then.
	 * @param now the time in nanoseconds
	 * @param timeouts the timeouts
	 */
	void check(long now, Timeouts timeouts) {
		if (this.watch == null) {
			this.watch = new ExchangeWatch(this.input, this.output);
		}
		Deadline missed = this.watch.check(now, timeouts, this.connection.outputs().isBlocked(this.output));
		if (missed == null) {
			return;
		}
		this.connection.timedOut(missed);
		if (missed == Deadline.TUNNEL) {
			// Nothing is on its way that could break off.
			abort(AbortReason.TIMEOUT, null, false);
			return;
		}
		Refusal refusal = Refusals.of(missed);
		this.connection.refused(refusal);
		abort(AbortReason.TIMEOUT, refusal);
	}

	/**
	 * A writer that waits for the front end to take more must learn that it is over, be
	 * it that the front end never takes it.
	 */
	private void wakeWriter() {
		Callbacks.run(this.ctx.executor(), this::writabilityChanged);
	}

	@Override
	public boolean isEnded() {
		return this.output.isEnded();
	}

	@Override
	public boolean isCommitted() {
		return this.output.isCommitted();
	}

	@Override
	public void onAbort(Consumer<AbortReason> callback) {
		this.abortCallbacks.add(callback);
	}

	@Override
	public String toString() {
		return "%s %s request from %s".formatted(this.protocol, this.role, frontEnd());
	}

}
