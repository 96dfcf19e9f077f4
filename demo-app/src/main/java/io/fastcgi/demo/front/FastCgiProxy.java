package io.fastcgi.demo.front;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Response.CompleteListener;
import org.eclipse.jetty.fcgi.proxy.FastCGIProxyHandler;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.io.Content.Source;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.SerializedInvoker;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Jetty's FastCGI proxy, which is made for PHP scripts, as a front end for an application
 * that serves every path.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FastCgiProxy extends FastCGIProxyHandler {

	private static final String PATH = FastCgiProxy.class.getName() + ".path";

	private static final String QUERY = FastCgiProxy.class.getName() + ".query";

	FastCgiProxy(String host, int port) {
		super((request) -> HttpURI.from("http", host, port, "/"), "");
		setOriginalPathAttribute(PATH);
		setOriginalQueryAttribute(QUERY);
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) {
		request.setAttribute(PATH, request.getHttpURI().getPath());
		request.setAttribute(QUERY, request.getHttpURI().getQuery());
		return super.handle(new ContinuedRequest(request), response, callback);
	}

	@Override
	protected void configureHttpClient(HttpClient httpClient) {
		super.configureHttpClient(httpClient);
		httpClient.setUserAgentField(null);
	}

	/**
	 * Adds none: FastCGI has params for what {@code Via} and {@code Forwarded} say.
	 */
	@Override
	protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request forwarded) {
	}

	@Override
	protected void customizeFastCGIHeaders(org.eclipse.jetty.client.Request request, HttpFields.Mutable params) {
		super.customizeFastCGIHeaders(request, params);
		// There are no scripts and no files, the application is the whole site
		params.put("SCRIPT_NAME", "").remove("SCRIPT_FILENAME").remove("DOCUMENT_ROOT").remove("DOCUMENT_URI");
		// Jetty sends the credentials as AUTH_TYPE, and drops the header
		params.remove("AUTH_TYPE");
		String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
		if (authorization != null) {
			params.put("HTTP_AUTHORIZATION", authorization);
		}
	}

	@Override
	protected CompleteListener newServerToProxyResponseListener(Request request,
			org.eclipse.jetty.client.Request forwarded, Response response, Callback callback) {
		return new ReadingListener(request, forwarded, response, callback);
	}

	/**
	 * Listener that reads before it demands. Jetty never tells of more content when it
	 * was demanded at the very end of a record, where its parser stops without any.
	 */
	private final class ReadingListener extends ProxyResponseListener {

		private final SerializedInvoker invoker = new SerializedInvoker(getClass());

		private @Nullable Source source;

		private ReadingListener(Request request, org.eclipse.jetty.client.Request forwarded, Response response,
				Callback callback) {
			super(request, forwarded, response, callback);
		}

		@Override
		public void onContentSource(org.eclipse.jetty.client.Response response, Source source) {
			this.source = source;
			this.invoker.run(() -> super.onContentSource(response, source));
		}

		@Override
		public void onContent(org.eclipse.jetty.client.Response response, Chunk chunk, Runnable demander) {
			Source source = this.source;
			Assert.state(source != null, "There is no content without a source");
			super.onContent(response, chunk, () -> onContentSource(response, source));
		}

	}

	/**
	 * Request that awaits no {@code 100 Continue}: FastCGI has none, so the proxy would
	 * wait for ever. Jetty's server sends its own when the body is read.
	 */
	private static final class ContinuedRequest extends Request.Wrapper {

		private final HttpFields headers;

		private ContinuedRequest(Request request) {
			super(request);
			this.headers = HttpFields.build(request.getHeaders()).remove(HttpHeader.EXPECT).asImmutable();
		}

		@Override
		public HttpFields getHeaders() {
			return this.headers;
		}

	}

}
