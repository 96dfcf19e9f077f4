package io.fastcgi.spring.autoconfigure;

import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.fastcgi.engine.connection.ProtocolMode;
import io.fastcgi.engine.transport.Transport;
import io.fastcgi.spring.handler.dispatch.ErrorReporting;
import io.fastcgi.spring.handler.dispatch.PathSource;
import io.fastcgi.spring.handler.result.SendFileOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the FastCGI and SCGI server.
 *
 * @param port TCP port to listen on. Use 0 for any free port and -1 for none. 9000 unless
 * set, or none if only other places to listen are.
 * @param address Network address to listen on. The loopback address unless set.
 * @param unix Unix domain socket to listen on.
 * @param inherited Whether to listen on the socket that the process was started with, as
 * spawn-fcgi, systemd and web servers do that start their applications.
 * @param protocol Protocols to speak. Told apart by the first byte of a connection if
 * "auto".
 * @param backlog Number of connections that the system may hold before they are accepted.
 * @param transport I/O mechanism of the event loops. "auto" uses epoll or kqueue where
 * their native library is on the class path.
 * @param ioThreads Number of event loops. As many as there are processors unless set.
 * @param paramsCharset Charset of params.
 * @param pathSources Comma-separated list of the params that the path of a request is
 * taken from. The first that has one counts.
 * @param maxGatheredBody Size of the largest request body that is read into memory before
 * its handler is called, and of all fields of a form with files that are no files. Longer
 * ones are refused with status 413. Streams are not limited by it.
 * @param maxGatheredBodies Size of all request bodies together that are in memory for
 * their handlers. More requests are refused with status 503. An eighth of the heap unless
 * set.
 * @param reportErrors What the front end is told about errors of handlers, for its log.
 * @param sendFile How the front end is told to send files.
 * @param multipart Forms with files.
 * @param trustRemoteUser Whether the front end has authenticated the user in REMOTE_USER,
 * so that handlers may take it for one. Some front ends send what the client says.
 * @param allowedAddresses Comma-separated list of the IP addresses and CIDR ranges that
 * may connect over TCP. All may unless set.
 * @param allowedUsers Comma-separated list of the users, by name or number, whose
 * processes may connect to a Unix domain socket. All may that the file system lets,
 * unless users or groups are set.
 * @param allowedGroups Comma-separated list of the groups, by name or number, whose
 * processes may connect to a Unix domain socket as well.
 * @param sharedSecret Secret that front ends send in a param.
 * @param ssl TLS.
 * @param listeners More places to listen.
 * @param executor Executor of handlers that may block.
 * @param drainDelay Time to serve as before after readiness has begun to refuse traffic,
 * when the application stops. Counts for "spring.lifecycle.timeout-per-shutdown-phase".
 * If a duration suffix is not specified, milliseconds will be used.
 * @param limits Bounds of connections and requests.
 * @param timeouts How long to wait for front ends and handlers.
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@ConfigurationProperties("fastcgi.server")
public record FastCgiServerProperties(@Nullable Integer port, @Nullable InetAddress address,
		@NestedConfigurationProperty @DefaultValue UnixProperties unix, @DefaultValue("auto") InheritedSocket inherited,
		@DefaultValue("auto") ProtocolMode protocol, @DefaultValue("1024") int backlog,
		@DefaultValue("auto") Transport transport, @Nullable Integer ioThreads,
		@DefaultValue("UTF-8") Charset paramsCharset,
		@DefaultValue("request-uri,script-name,document-uri") List<PathSource> pathSources,
		@DefaultValue("2MB") DataSize maxGatheredBody, @Nullable DataSize maxGatheredBodies,
		@DefaultValue("none") ErrorReporting reportErrors, @DefaultValue SendFile sendFile,
		@NestedConfigurationProperty @DefaultValue MultipartProperties multipart,
		@DefaultValue("false") boolean trustRemoteUser, @DefaultValue List<String> allowedAddresses,
		@DefaultValue List<String> allowedUsers, @DefaultValue List<String> allowedGroups,
		@NestedConfigurationProperty @DefaultValue SharedSecretProperties sharedSecret,
		@NestedConfigurationProperty @DefaultValue SslProperties ssl, @DefaultValue List<ListenerProperties> listeners,
		@DefaultValue Executor executor, @DefaultValue("0s") Duration drainDelay, @DefaultValue Limits limits,
		@DefaultValue Timeouts timeouts) {

	/**
	 * Turns the port off.
	 */
	static final int NO_PORT = -1;

	/**
	 * Check the values.
	 */
	public FastCgiServerProperties {
		Assert.isTrue(port == null || (port >= NO_PORT && port <= 65535),
				"'port' must be from 0 to 65535, or -1 for none");
		Assert.isTrue(port == null || port != NO_PORT || address == null,
				"'address' is that of a TCP port, and needs another 'port' than -1");
		requirePositive("backlog", backlog);
		requirePositive("io-threads", (ioThreads != null) ? ioThreads : 1);
		Assert.isTrue(!pathSources.isEmpty(), "'path-sources' must not be empty");
		Assert.isTrue(!drainDelay.isNegative(), "'drain-delay' must not be negative");
		requireSize("max-gathered-body", maxGatheredBody);
		requirePositive("max-gathered-bodies", (maxGatheredBodies != null) ? maxGatheredBodies.toBytes() : 1);
	}

	private static void requirePositive(String name, long value) {
		Assert.isTrue(value > 0, () -> "'%s' must be positive".formatted(name));
	}

	private static void requireSize(String name, DataSize size) {
		Assert.isTrue(size.toBytes() > 0 && size.toBytes() < Integer.MAX_VALUE,
				() -> "'%s' must be positive and less than 2GB".formatted(name));
	}

	/**
	 * How the front end is told to send files.
	 *
	 * @param method Header that the front end understands. With "none", files are sent
	 * from here.
	 * @param root Directory of the files. None elsewhere is sent. Required for a method
	 * other than "none".
	 * @param prefix Path of the internal location under which nginx finds the directory.
	 */
	public record SendFile(@DefaultValue("none") SendFileOptions.Method method, @Nullable Path root,
			@DefaultValue("/") String prefix) {

		/**
		 * Check the values.
		 */
		public SendFile {
			Assert.isTrue(method == SendFileOptions.Method.NONE || root != null,
					"'root' must be set to the directory of the files");
			Assert.isTrue(prefix.startsWith("/"), "'prefix' must start with a slash");
		}

	}

	/**
	 * Properties of the executor.
	 *
	 * @param threads Most handlers that run at the same time. Unless set, 200, and no
	 * bound but "limits.requests" with virtual threads.
	 * @param queueCapacity Most requests that wait for a thread. More are refused with
	 * status 503.
	 */
	public record Executor(@Nullable Integer threads, @DefaultValue("1000") int queueCapacity) {

		/**
		 * Check the values.
		 */
		public Executor {
			requirePositive("threads", (threads != null) ? threads : 1);
			Assert.isTrue(queueCapacity >= 0, "'queue-capacity' must not be negative");
		}

	}

	/**
	 * Bounds of connections and requests.
	 *
	 * @param connections Most connections at the same time. More are closed at once.
	 * @param requests Most requests in progress on all connections together. More are
	 * refused with status 503.
	 * @param requestsPerConnection Most requests in progress on one connection. More are
	 * refused with status 503. Use 1 to turn multiplexing off; a second request is
	 * answered with FCGI_CANT_MPX_CONN then.
	 * @param paramsSize Size of the largest params of a request. Larger ones are refused
	 * with status 431.
	 * @param paramsCount Most params of a request. More are refused with status 431.
	 * @param bufferedParams Size of the params of all requests in progress together. More
	 * requests are refused with status 503. An eighth of the heap unless set.
	 * @param inputWindow Number of bytes of a request body that wait in memory for the
	 * handler to read them.
	 * @param bufferedInput Size of what all request bodies together have in memory
	 * because no handler has read it. A quarter of the heap unless set.
	 * @param spooledInput Size of what all request bodies together have in temporary
	 * files because no handler has read it and other requests wait behind it. Use 0 for
	 * no files. A request for which there is no room is refused with status 503.
	 * @param bodySize Size of the largest request body. Longer ones are refused with
	 * status 413.
	 */
	public record Limits(@DefaultValue("8192") int connections, @DefaultValue("4096") int requests,
			@DefaultValue("256") int requestsPerConnection, @DefaultValue("128KB") DataSize paramsSize,
			@DefaultValue("1000") int paramsCount, @Nullable DataSize bufferedParams,
			@DefaultValue("256KB") DataSize inputWindow, @Nullable DataSize bufferedInput,
			@DefaultValue("512MB") DataSize spooledInput, @DefaultValue("1GB") DataSize bodySize) {

		/**
		 * Check the values.
		 */
		public Limits {
			requirePositive("connections", connections);
			requirePositive("requests", requests);
			requirePositive("requests-per-connection", requestsPerConnection);
			requireSize("params-size", paramsSize);
			requirePositive("params-count", paramsCount);
			requirePositive("buffered-params", (bufferedParams != null) ? bufferedParams.toBytes() : 1);
			requireSize("input-window", inputWindow);
			requirePositive("buffered-input", (bufferedInput != null) ? bufferedInput.toBytes() : 1);
			Assert.isTrue(!spooledInput.isNegative(), "'spooled-input' must not be negative");
			requirePositive("body-size", bodySize.toBytes());
		}

	}

	/**
	 * How long to wait for front ends and handlers. If a duration suffix is not
	 * specified, milliseconds will be used.
	 *
	 * @param firstRequest Time after which a new connection is closed if no request
	 * begins.
	 * @param params Time after which a request is refused with status 408 if its params
	 * are not complete.
	 * @param input Time after which a request is aborted with status 408 if its handler
	 * waits for the body and nothing comes.
	 * @param handler Time after which a request is aborted with status 503 if its handler
	 * has neither read nor written anything although it could.
	 * @param output Time after which a connection is closed if the front end takes none
	 * of the output that waits for it.
	 * @param idle Time after which a silent connection without a request in progress is
	 * closed.
	 * @param tunnel Time after which a request that was answered with status 101 is ended
	 * if nothing goes through it in either direction.
	 */
	public record Timeouts(@DefaultValue("10s") Duration firstRequest, @DefaultValue("10s") Duration params,
			@DefaultValue("60s") Duration input, @DefaultValue("5m") Duration handler,
			@DefaultValue("60s") Duration output, @DefaultValue("2m") Duration idle,
			@DefaultValue("5m") Duration tunnel) {

		/**
		 * Check the values.
		 */
		public Timeouts {
			requirePositive("first-request", firstRequest.toMillis());
			requirePositive("params", params.toMillis());
			requirePositive("input", input.toMillis());
			requirePositive("handler", handler.toMillis());
			requirePositive("output", output.toMillis());
			requirePositive("idle", idle.toMillis());
			requirePositive("tunnel", tunnel.toMillis());
		}

	}

}
