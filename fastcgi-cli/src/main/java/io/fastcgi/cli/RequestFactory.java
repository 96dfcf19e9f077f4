package io.fastcgi.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestRequest;

/**
 * Makes requests, all alike.
 *
 * @param client who sends them
 * @param path the path and the query
 * @param method the method
 * @param options what else they say
 * @param body their body
 * @param fastCgi what is said in FastCGI only
 * @param filterData what is to be filtered, empty for other roles
 * @param keepConnection whether FCGI_KEEP_CONN is set
 * @author FastCGI Spring Boot maintainers
 */
record RequestFactory(FastCgiTestClient client, String path, String method, RequestOptions options, RequestBody body,
		FastCgiOptions fastCgi, byte[] filterData, boolean keepConnection) {

	TestRequest create() {
		TestRequest request = this.options.noDefaultParams ? this.client.request()
				: this.client.method(this.method, this.path);
		request.keepConnection(this.keepConnection);
		this.body.applyTo(request);
		HeaderFields.of(this.options).applyTo(request);
		if (this.fastCgi.role != null) {
			addRole(request, this.fastCgi.role);
		}
		this.options.params.forEach((name, value) -> request.param(name, value.orElse(null)));
		return request;
	}

	private void addRole(TestRequest request, int role) {
		request.role(role);
		if (role == TestRequest.FILTER) {
			request.data(this.filterData);
			String source = this.fastCgi.filterData;
			if (source != null && source.startsWith("@") && !source.equals("@-")) {
				request.param("FCGI_DATA_LAST_MOD", lastModified(Path.of(source.substring(1))));
			}
		}
	}

	private static String lastModified(Path file) {
		try {
			return String.valueOf(Files.getLastModifiedTime(file).toMillis() / 1000);
		}
		catch (IOException ex) {
			throw new Failure(ExitCode.CANNOT_READ, "Cannot read '" + file + "': " + ex);
		}
	}

}
