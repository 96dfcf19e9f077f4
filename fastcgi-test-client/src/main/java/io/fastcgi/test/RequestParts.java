package io.fastcgi.test;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is to be sent for a request.
 *
 * @param role the role
 * @param params the params in their order
 * @param stdin the body, or {@code null} if there is not even an empty STDIN record
 * @param data the data of a Filter, or {@code null} if there is no DATA stream
 * @param keepConnection whether to set FCGI_KEEP_CONN, {@code null} for not said
 * @author FastCGI Spring Boot maintainers
 */
record RequestParts(int role, List<NameValuePair> params, @Nullable Body stdin, @Nullable Body data,
		@Nullable Boolean keepConnection) {

	boolean isSmall() {
		return (this.stdin == null || this.stdin.small()) && (this.data == null || this.data.small());
	}

	int flags(boolean keepByDefault) {
		boolean keep = (this.keepConnection != null) ? this.keepConnection : keepByDefault;
		return keep ? TestRequest.KEEP_CONN : 0;
	}

}
