package io.fastcgi.test;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.assertj.core.api.AbstractByteArrayAssert;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assert;
import org.assertj.core.api.AssertFactory;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.MapAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a response. Those about its document fail if there is none.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class TestResponseAssert extends AbstractObjectAssert<TestResponseAssert, TestResponse> {

	private static final String PROBLEM = "application/problem+json";

	private static final String VARIABLE_PREFIX = "Variable-";

	TestResponseAssert(TestResponse actual) {
		super(actual, TestResponseAssert.class);
	}

	/**
	 * Checks the status of the CGI response.
	 * @param status the status
	 * @return these assertions
	 */
	public TestResponseAssert hasStatus(int status) {
		int actualStatus = document(this.actual::status);
		return require(actualStatus == status, "to have status %d, but it was %d", status, actualStatus);
	}

	/**
	 * Checks that the status of the CGI response is 200, be it said or not.
	 * @return these assertions
	 */
	public TestResponseAssert hasStatusOk() {
		return hasStatus(200);
	}

	/**
	 * Checks that there is a header field.
	 * @param name the name in any case
	 * @return these assertions
	 */
	public TestResponseAssert hasHeader(String name) {
		return require(values(name) != null, "to have a header field %s", name);
	}

	/**
	 * Checks that there is one header field of a name, and its value.
	 * @param name the name in any case
	 * @param value the value
	 * @return these assertions
	 */
	public TestResponseAssert hasHeader(String name, String value) {
		List<String> values = values(name);
		return require(List.of(value).equals(values), "to have the header field %s: %s, but the values were %s", name,
				value, values);
	}

	/**
	 * Checks that there is no header field of a name.
	 * @param name the name in any case
	 * @return these assertions
	 */
	public TestResponseAssert doesNotHaveHeader(String name) {
		List<String> values = values(name);
		return require(values == null, "not to have a header field %s, but the values were %s", name, values);
	}

	/**
	 * Goes on with the first value of a header field, which has to be there.
	 * @param name the name in any case
	 * @return assertions about the value
	 */
	public AbstractStringAssert<?> header(String name) {
		hasHeader(name);
		return Assertions.assertThat(this.actual.header(name)).as("header field " + name);
	}

	/**
	 * Goes on with all header fields.
	 * @return assertions about the values by case-insensitive name
	 */
	public MapAssert<String, List<String>> headers() {
		return Assertions.assertThat(document(this.actual::headers)).as("header fields");
	}

	/**
	 * Checks the media type of the body.
	 * @param contentType the media type; its parameters, such as the charset, count if
	 * there are some, and do not otherwise
	 * @return these assertions
	 */
	public TestResponseAssert hasContentType(String contentType) {
		List<String> values = values("Content-Type");
		return require(values != null && values.size() == 1 && isSameType(contentType, values.get(0)),
				"to have Content-Type %s, but the values were %s", contentType, values);
	}

	private static boolean isSameType(String expected, String actual) {
		String compared = (expected.contains(";")) ? actual : actual.split(";", 2)[0];
		return compared.replace(" ", "").equalsIgnoreCase(expected.replace(" ", ""));
	}

	/**
	 * Checks the whole body.
	 * @param text the body, decoded from UTF-8
	 * @return these assertions
	 */
	public TestResponseAssert hasBodyText(String text) {
		bodyText().isEqualTo(text);
		return this;
	}

	/**
	 * Goes on with the body as text.
	 * @return assertions about the body, decoded from UTF-8
	 */
	public AbstractStringAssert<?> bodyText() {
		return Assertions.assertThat(document(this.actual::bodyAsString)).as("body");
	}

	/**
	 * Goes on with the body.
	 * @return assertions about the body
	 */
	public AbstractByteArrayAssert<?> body() {
		return Assertions.assertThat(document(this.actual::body)).as("body");
	}

	/**
	 * Goes on with what the body stands for, such as JSON.
	 * @param <A> the type of the assertions
	 * @param factory makes assertions of the body, decoded from UTF-8
	 * @return assertions about the body
	 */
	public <A extends Assert<?, ?>> A body(AssertFactory<String, A> factory) {
		return factory.createAssert(document(this.actual::bodyAsString));
	}

	/**
	 * Checks that the response tells of a problem (RFC 9457) with the status of an error.
	 * @return these assertions
	 */
	public TestResponseAssert isProblem() {
		int status = document(this.actual::status);
		require(status >= 400, "to have the status of an error, but it was %d", status);
		return hasContentType(PROBLEM);
	}

	/**
	 * Checks that an Authorizer lets the request pass, with the only status that does.
	 * @return these assertions
	 */
	public TestResponseAssert grantsAccess() {
		return hasStatusOk().isComplete();
	}

	/**
	 * Checks that an Authorizer does not let the request pass. A status from 201 to 299
	 * is not enough, because some front ends let those pass.
	 * @return these assertions
	 */
	public TestResponseAssert deniesAccess() {
		int status = document(this.actual::status);
		return require(status >= 300, "to deny access, but its status was %d", status).isComplete();
	}

	/**
	 * Checks a variable that an Authorizer hands to the front end.
	 * @param name the name in any case, without {@code Variable-}
	 * @param value the value
	 * @return these assertions
	 */
	public TestResponseAssert hasVariable(String name, String value) {
		return hasHeader(VARIABLE_PREFIX + name, value);
	}

	/**
	 * Checks that an Authorizer does not hand a variable to the front end.
	 * @param name the name in any case, without {@code Variable-}
	 * @return these assertions
	 */
	public TestResponseAssert doesNotHaveVariable(String name) {
		return doesNotHaveHeader(VARIABLE_PREFIX + name);
	}

	/**
	 * Checks the exit status of the application.
	 * @param appStatus the exit status
	 * @return these assertions
	 */
	public TestResponseAssert hasAppStatus(int appStatus) {
		return require(this.actual.appStatus() == appStatus, "to have appStatus %d, but it was %d", appStatus,
				this.actual.appStatus());
	}

	/**
	 * Checks that nothing was reported on STDERR.
	 * @return these assertions
	 */
	public TestResponseAssert hasNoStderr() {
		return require(this.actual.stderr().length == 0, "to have nothing on STDERR");
	}

	/**
	 * Goes on with what was reported on STDERR.
	 * @return assertions about the text, decoded from UTF-8
	 */
	public AbstractStringAssert<?> stderr() {
		return Assertions.assertThat(this.actual.stderrAsString()).as("STDERR");
	}

	/**
	 * Checks that the request ended with FCGI_REQUEST_COMPLETE, as all do that were not
	 * refused by the protocol itself.
	 * @return these assertions
	 */
	public TestResponseAssert isComplete() {
		return hasProtocolStatus(TestResponse.REQUEST_COMPLETE);
	}

	/**
	 * Checks that the request was refused by the protocol itself, without a document.
	 * @param protocolStatus such as {@link TestResponse#OVERLOADED}
	 * @return these assertions
	 */
	public TestResponseAssert isRefusedWith(int protocolStatus) {
		hasProtocolStatus(protocolStatus);
		return require(this.actual.stdout().length == 0, "to have nothing on STDOUT");
	}

	private TestResponseAssert hasProtocolStatus(int protocolStatus) {
		return require(this.actual.protocolStatus() == protocolStatus, "to have protocolStatus %d, but it was %d",
				protocolStatus, this.actual.protocolStatus());
	}

	private @Nullable List<String> values(String name) {
		Map<String, List<String>> headers = document(this.actual::headers);
		return headers.get(name);
	}

	private <T> T document(Supplier<T> part) {
		try {
			return part.get();
		}
		catch (ProtocolViolationException ex) {
			require(false, "to be a CGI document. %s", Objects.requireNonNullElse(ex.getMessage(), ""));
			throw ex;
		}
	}

	private TestResponseAssert require(boolean condition, String expectation, @Nullable Object... arguments) {
		if (!condition) {
			failWithMessage("%s", "Expected the response " + expectation.formatted(arguments) + ":\n" + this.actual);
		}
		return this;
	}

}
