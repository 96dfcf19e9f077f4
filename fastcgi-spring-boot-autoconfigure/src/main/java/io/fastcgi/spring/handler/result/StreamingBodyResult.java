package io.fastcgi.spring.handler.result;

import java.util.List;

import io.fastcgi.spring.handler.StreamingBody;
import io.fastcgi.spring.handler.message.DefaultFastCgiResponse;

import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;

/**
 * A callback that writes the body.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class StreamingBodyResult implements ResultHandler {

	@Override
	public boolean handles(Class<?> type) {
		return StreamingBody.class.isAssignableFrom(type);
	}

	@Override
	public void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context) {
		DefaultFastCgiResponse response = context.response();
		if (response.getHeaders().getContentType() == null) {
			concrete(writer.produces(), response);
		}
		if (!response.hasBody()) {
			response.lengthUnknown();
			context.complete();
			return;
		}
		context.execute(() -> {
			if (response.isTunnel()) {
				// Nobody sends anything before that.
				response.open(new byte[0]);
			}
			if (!context.request().exchange().isEnded()) {
				((StreamingBody) result).writeTo(response.stream());
			}
			context.complete();
		});
	}

	private static void concrete(List<MediaType> produces, DefaultFastCgiResponse response) {
		produces.stream().filter(MediaType::isConcrete).findFirst().ifPresent(response.getHeaders()::setContentType);
	}

}
