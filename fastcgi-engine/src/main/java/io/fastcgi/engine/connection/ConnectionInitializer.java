package io.fastcgi.engine.connection;

import java.net.SocketAddress;

import io.fastcgi.engine.access.Tls;
import io.fastcgi.engine.event.ConnectionRefusal;
import io.fastcgi.engine.event.ServerEventListener;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannelConfig;
import io.netty.handler.flush.FlushConsolidationHandler;

/**
 * Sets up the connections that a listener accepts.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class ConnectionInitializer extends ChannelInitializer<Channel> {

	/**
	 * How much is handed to the socket at once. With Netty's 64 KiB, a long response took
	 * a quarter more CPU time, for the system was called for each record.
	 */
	private static final WriteBufferWaterMark WRITE_BUFFER = new WriteBufferWaterMark(128 * 1024, 256 * 1024);

	private final ConnectionSettings settings;

	private final ConnectionRegistry registry;

	private final ProtocolPipeline protocols;

	private final DeadlineTicker deadlines;

	private final ProtocolMode mode;

	private final FrontEndAddress frontEndAddress;

	/**
	 * Create a new initializer.
	 * @param settings what all connections share
	 * @param registry the connections and requests of the server
	 * @param mode the protocols that the listener speaks
	 * @param address where the listener is
	 */
	public ConnectionInitializer(ConnectionSettings settings, ConnectionRegistry registry, ProtocolMode mode,
			SocketAddress address) {
		this.settings = settings;
		this.registry = registry;
		this.protocols = new ProtocolPipeline(settings, registry);
		this.deadlines = new DeadlineTicker(settings.timeouts().precision());
		this.mode = mode;
		this.frontEndAddress = new FrontEndAddress(address);
	}

	@Override
	protected void initChannel(Channel channel) {
		ServerEventListener events = this.settings.events();
		if (channel.config() instanceof DuplexChannelConfig config) {
			// Not as an option of the channel, which Unix-domain sockets of the JDK do
			// not know
			config.setAllowHalfClosure(true);
		}
		channel.config().setWriteBufferWaterMark(WRITE_BUFFER);
		SocketAddress frontEnd = this.frontEndAddress.attachTo(channel);
		String objection = this.settings.access().objectionTo(channel);
		if (objection != null) {
			events.connectionRefused(frontEnd, ConnectionRefusal.NOT_ALLOWED, objection);
			channel.close();
			return;
		}
		if (!this.registry.add(channel)) {
			events.connectionRefused(frontEnd, ConnectionRefusal.TOO_MANY_CONNECTIONS,
					"there are as many connections as the limit allows");
			channel.close();
			return;
		}
		events.connectionOpened(frontEnd);
		channel.closeFuture().addListener((closed) -> events.connectionClosed(frontEnd));
		ChannelPipeline pipeline = channel.pipeline();
		pipeline.addLast(
				new FlushConsolidationHandler(FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true));
		pipeline.addLast(new TrafficMeter(events));
		Tls tls = this.settings.access().tls();
		if (tls != null) {
			tls.addTo(pipeline, events);
		}
		switch (this.mode) {
			case AUTO -> pipeline.addLast(new ProtocolDetector(this.settings, this.registry, this.protocols));
			case FASTCGI -> this.protocols.addFastCgi(pipeline);
			case SCGI -> this.protocols.addScgi(pipeline);
		}
		this.deadlines.add(channel);
		if (this.registry.isAborted()) {
			// It was accepted too late to be told.
			channel.close();
		}
	}

}
