package io.fastcgi.spring.handler.argument;

import java.time.Instant;

import io.fastcgi.engine.exchange.BlockingExchange;
import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.FilterData;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Binds the file that a filter is sent.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class FilterDataBinder implements ArgumentBinder {

	@Override
	public @Nullable Argument bind(MethodParameter parameter) {
		return (parameter.getParameterType() == FilterData.class) ? new Data() : null;
	}

	/**
	 * The file as an argument.
	 */
	private record Data() implements Argument {

		@Override
		public FilterData resolve(FastCgiRequest request) {
			long seconds = request.params().number("FCGI_DATA_LAST_MOD");
			return new FilterData(new BlockingExchange(request.exchange()).data(),
					request.exchange().data().expectedLength(), (seconds >= 0) ? Instant.ofEpochSecond(seconds) : null);
		}

		@Override
		public BodyNeed bodyNeed() {
			return BodyNeed.STREAM;
		}

	}

}
