package io.fastcgi.spring.handler.message;

import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.exchange.Params;
import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.ConcurrentLruCache;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.server.NotAcceptableStatusException;

/**
 * Picks the media type of a response. What clients accept is read once for all that
 * accept the same.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class ContentNegotiation {

	private static final List<MediaType> EVERYTHING = List.of(MediaType.ALL);

	private static final int CACHE_SIZE = 64;

	/**
	 * Browsers send about a hundred characters. Nobody may fill the cache with more.
	 */
	private static final int LONGEST_CACHED = 512;

	private final ConcurrentLruCache<String, List<MediaType>> cache = new ConcurrentLruCache<>(CACHE_SIZE,
			ContentNegotiation::parse);

	/**
	 * Return the media types that the client accepts.
	 * @param params the params of the request
	 * @return the media types, most wanted first
	 * @throws NotAcceptableStatusException if they cannot be read
	 */
	public List<MediaType> acceptable(Params params) {
		List<String> values = params.all("HTTP_ACCEPT");
		if (values.isEmpty()) {
			return EVERYTHING;
		}
		String accept = (values.size() == 1) ? values.get(0) : String.join(",", values);
		return (accept.length() <= LONGEST_CACHED) ? this.cache.get(accept) : parse(accept);
	}

	private static List<MediaType> parse(String accept) {
		try {
			List<MediaType> acceptable = new ArrayList<>(MediaType.parseMediaTypes(accept));
			if (acceptable.isEmpty()) {
				return EVERYTHING;
			}
			acceptable.removeIf((mediaType) -> mediaType.getQualityValue() == 0);
			MimeTypeUtils.sortBySpecificity(acceptable);
			acceptable.sort((a, b) -> Double.compare(b.getQualityValue(), a.getQualityValue()));
			return List.copyOf(acceptable);
		}
		catch (InvalidMediaTypeException | InvalidMimeTypeException ex) {
			throw new NotAcceptableStatusException("The header Accept cannot be read: " + ex.getMessage());
		}
	}

	/**
	 * Return the media type that suits both sides best.
	 * @param params the params of the request
	 * @param producible what can be produced, most preferred first
	 * @return the media type or {@code null} if there is none
	 */
	public @Nullable MediaType select(Params params, List<MediaType> producible) {
		for (MediaType wanted : acceptable(params)) {
			for (MediaType offered : producible) {
				MediaType selected = (wanted.isCompatibleWith(offered)) ? concrete(wanted, offered) : null;
				if (selected != null) {
					return selected;
				}
			}
		}
		return null;
	}

	private static @Nullable MediaType concrete(MediaType wanted, MediaType offered) {
		if (offered.isConcrete()) {
			return offered;
		}
		if (offered.isWildcardType()) {
			// Whoever offers everything knows better than the client what it sends.
			return MediaType.APPLICATION_OCTET_STREAM;
		}
		return (wanted.isConcrete()) ? wanted.removeQualityValue() : null;
	}

}
