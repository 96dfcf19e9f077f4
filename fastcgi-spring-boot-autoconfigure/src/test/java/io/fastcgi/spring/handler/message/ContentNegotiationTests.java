package io.fastcgi.spring.handler.message;

import java.util.Arrays;
import java.util.List;

import io.fastcgi.engine.exchange.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;
import org.springframework.web.server.NotAcceptableStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ContentNegotiation}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ContentNegotiationTests {

	private final ContentNegotiation negotiation = new ContentNegotiation();

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			*/*                                | text/plain application/json       | text/plain
			application/json                   | text/plain application/json       | application/json
			text/*, application/json;q=0.5     | application/json text/plain       | text/plain
			text/*;q=0.1, application/json     | text/plain application/json       | application/json
			*/*, application/json              | text/plain application/json       | application/json
			text/html, */*;q=0.1               | application/json                  | application/json
			application/*                      | text/plain application/json       | application/json
			application/vnd.x+json             | application/json application/*+json | application/vnd.x+json
			application/json;q=0.9             | application/json                  | application/json
			text/html                          | */*                               | application/octet-stream
			text/plain;q=0, application/json   | text/plain application/json       | application/json
			""")
	void selectsWhatSuitsBothSides(String accept, String producible, String selected) {
		assertThat(select(accept, producible)).isEqualTo(MediaType.parseMediaType(selected));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			text/html        | application/json
			text/plain;q=0   | text/plain
			*/*;q=0          | text/plain
			application/*    | application/*+json
			image/*          | text/*
			""")
	void selectsNothingWhereNothingSuits(String accept, String producible) {
		assertThat(select(accept, producible)).isNull();
	}

	@Test
	void takesEverythingWithoutTheHeader() {
		assertThat(this.negotiation.acceptable(Params.of())).containsExactly(MediaType.ALL);
		assertThat(this.negotiation.acceptable(Params.of("HTTP_ACCEPT", ""))).containsExactly(MediaType.ALL);
		assertThat(this.negotiation.acceptable(Params.of("HTTP_ACCEPT", " , "))).containsExactly(MediaType.ALL);
	}

	@Test
	void readsAHeaderThatCameInParts() {
		assertThat(this.negotiation.acceptable(Params.of("HTTP_ACCEPT", "a/b;q=0.5", "HTTP_ACCEPT", "c/d")))
			.extracting(MediaType::getType)
			.containsExactly("c", "a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text", "text/plain;q=2", "*/json", "text/plain;charset=nonsense", "/", "text/plain;q=x",
			"\u0001/\u0002" })
	void refusesWhatIsNoAcceptHeader(String accept) {
		assertThatExceptionOfType(NotAcceptableStatusException.class).isThrownBy(() -> select(accept, "text/plain"));
	}

	@Test
	void refusesAnAcceptHeaderOfTooManyTypes() {
		String accept = "text/x,".repeat(51) + "text/plain";
		assertThatExceptionOfType(NotAcceptableStatusException.class).isThrownBy(() -> select(accept, "text/plain"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 200 })
	void readsOnceWhatIsNotTooLong(int length) {
		Params params = Params.of("HTTP_ACCEPT", "text/plain" + ";a=b".repeat(length));
		boolean isSame = this.negotiation.acceptable(params) == this.negotiation.acceptable(params);
		assertThat(isSame).isEqualTo(length == 1);
	}

	private MediaType select(String accept, String producible) {
		List<MediaType> types = Arrays.stream(producible.split(" ")).map(MediaType::parseMediaType).toList();
		return this.negotiation.select(Params.of("HTTP_ACCEPT", accept), types);
	}

}
