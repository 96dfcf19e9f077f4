package io.fastcgi.frontend.probe;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.exchange.Params;
import io.fastcgi.frontend.probe.MirroredRequest.Field;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.FastCgiRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.util.DigestUtils;

/**
 * Says what has arrived of a request.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler("/mirror/**")
class Mirror {

	@FastCgiHandler
	MirroredRequest mirror(FastCgiRequest request, HttpHeaders headers, InputStream body) throws IOException {
		List<Field> params = new ArrayList<>();
		for (Params.Param param : request.params()) {
			params.add(new Field(param.name(), param.value()));
		}
		List<Field> fields = new ArrayList<>();
		headers.forEach((name, values) -> values.forEach((value) -> fields.add(new Field(name, value))));
		CountingInputStream counted = new CountingInputStream(body);
		String md5 = DigestUtils.md5DigestAsHex(counted);
		request.response().getHeaders().set("X-Method", request.method().name());
		return new MirroredRequest(request.method().name(), request.path(), params, fields, counted.count(), md5);
	}

}
