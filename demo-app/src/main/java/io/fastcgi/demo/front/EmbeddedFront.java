package io.fastcgi.demo.front;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/**
 * Web server that forwards every request to the demo's FastCGI listener, so that the demo
 * needs nothing else installed. In production this is the place of nginx, Apache, or
 * another front end.
 *
 * @author FastCGI Spring Boot maintainers
 */
@Component
@ConditionalOnBooleanProperty("demo.front.enabled")
class EmbeddedFront implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(EmbeddedFront.class);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

	private final FrontProperties properties;

	private final Environment environment;

	private @Nullable Server server;

	EmbeddedFront(FrontProperties properties, Environment environment) {
		this.properties = properties;
		this.environment = environment;
	}

	// The default phase is the last one: the FastCGI listener is there before the front
	// starts, and stays until the front has stopped.
	@Override
	public void start() {
		Server server = newServer();
		try {
			server.start();
		}
		catch (Exception ex) {
			PortInUseException.throwIfPortBindingException(ex, this.properties::port);
			throw new IllegalStateException("Could not start the embedded front end", ex);
		}
		this.server = server;
		logger.info("Open http://localhost:" + getPort() + "/ in a browser");
	}

	@Override
	public void stop() {
		Server server = this.server;
		this.server = null;
		try {
			if (server != null) {
				server.stop();
			}
		}
		catch (Exception ex) {
			logger.warn("Could not stop the embedded front end", ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.server != null;
	}

	int getPort() {
		Server server = this.server;
		Assert.state(server != null, "The embedded front end is not running");
		return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
	}

	private Server newServer() {
		Server server = new Server();
		server.addConnector(newConnector(server));
		server.setHandler(new GracefulHandler(new FastCgiProxy("127.0.0.1", getListenerPort())));
		server.setStopTimeout(STOP_TIMEOUT.toMillis());
		return server;
	}

	private ServerConnector newConnector(Server server) {
		HttpConfiguration http = new HttpConfiguration();
		http.setUriCompliance(UriCompliance.UNSAFE);
		http.setSendServerVersion(false);
		ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
		connector.setHost(this.properties.address().getHostAddress());
		connector.setPort(this.properties.port());
		return connector;
	}

	// The port that the listener got when it was told to take any, or the configured one.
	private int getListenerPort() {
		int configured = this.environment.getProperty("fastcgi.server.port", Integer.class, 9000);
		return this.environment.getProperty("local.fastcgi.server.port", Integer.class, configured);
	}

}
