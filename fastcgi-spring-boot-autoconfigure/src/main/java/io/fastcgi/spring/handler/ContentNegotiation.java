package io.fastcgi.spring.handler;

import java.util.Collections;
import java.util.List;

import io.fastcgi.engine.exchange.Params;
import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.server.NotAcceptableStatusException;

/**
 * Picks the media type of a response.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ContentNegotiation {

	private ContentNegotiation() {
	}

	/**
	 * Return the media types that the client accepts.
	 * @param params the params of the request
	 * @return the media types, most wanted first; none if every type will do
	 * @throws NotAcceptableStatusException if they cannot be read
	 */
	static List<MediaType> acceptable(Params params) {
		String accept = params.get("HTTP_ACCEPT");
		if (accept == null || accept.equals(MediaType.ALL_VALUE)) {
			return Collections.emptyList();
		}
		try {
			List<MediaType> acceptable = MediaType.parseMediaTypes(accept);
			MimeTypeUtils.sortBySpecificity(acceptable);
			acceptable.sort((a, b) -> Double.compare(b.getQualityValue(), a.getQualityValue()));
			return acceptable;
		}
		catch (InvalidMediaTypeException ex) {
			throw new NotAcceptableStatusException("The header Accept cannot be read: " + ex.getMessage());
		}
	}

	/**
	 * Return the media type that suits both sides best.
	 * @param params the params of the request
	 * @param producible what can be produced, most preferred first
	 * @return the media type or {@code null} if there is none
	 */
	static @Nullable MediaType select(Params params, List<MediaType> producible) {
		List<MediaType> acceptable = acceptable(params);
		if (acceptable.isEmpty()) {
			return producible.stream().filter(MediaType::isConcrete).findFirst().orElse(firstOf(producible));
		}
		for (MediaType wanted : acceptable) {
			for (MediaType offered : producible) {
				if (wanted.getQualityValue() > 0 && wanted.isCompatibleWith(offered)) {
					MediaType more = (offered.isWildcardType() || offered.isWildcardSubtype()) ? wanted : offered;
					return more.isConcrete() ? more.removeQualityValue() : MediaType.APPLICATION_OCTET_STREAM;
				}
			}
		}
		return null;
	}

	private static @Nullable MediaType firstOf(List<MediaType> producible) {
		return (producible.isEmpty()) ? null : MediaType.APPLICATION_OCTET_STREAM;
	}

}
