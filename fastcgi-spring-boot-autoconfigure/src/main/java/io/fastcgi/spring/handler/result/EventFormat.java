package io.fastcgi.spring.handler.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.util.SseUtils;

/**
 * Server-sent events: elements that are no events already are their data.
 *
 * @param json writes data that is not text
 * @author FastCGI Spring Boot maintainers
 */
record EventFormat(JsonElements json) implements ElementFormat {

	private static final byte[] EMPTY_COMMENT = { ':', '\n', '\n' };

	@Override
	public byte[] write(Object element, boolean first) throws IOException {
		ServerSentEvent<?> event = (element instanceof ServerSentEvent<?> given) ? given
				: ServerSentEvent.builder(element).build();
		StringBuilder text = new StringBuilder(event.format());
		Object data = event.data();
		if (data != null) {
			SseUtils.appendFieldValue("data", text(data), text);
			text.append('\n');
		}
		return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
	}

	private String text(Object data) throws IOException {
		return (data instanceof CharSequence text) ? text.toString()
				: new String(this.json.write(data), StandardCharsets.UTF_8);
	}

	@Override
	public byte[] opening() {
		return EMPTY_COMMENT;
	}

	@Override
	public boolean isLive() {
		return true;
	}

}
