package io.fastcgi.spring.handler;

import org.jspecify.annotations.Nullable;

/**
 * Where the value of a handler method parameter comes from, decided at start-up.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@FunctionalInterface
public interface Argument {

	/**
	 * Return the value for a request.
	 * @param request the request
	 * @return the value
	 * @throws Exception if the request does not have what the parameter needs; answered
	 * with the status of the exception if it is an
	 * {@link org.springframework.web.ErrorResponse}
	 */
	@Nullable Object resolve(FastCgiRequest request) throws Exception;

	/**
	 * Return what the argument needs of the request body.
	 * @return the need
	 */
	default BodyNeed bodyNeed() {
		return BodyNeed.NONE;
	}

	/**
	 * Return the variable that has to be in the path.
	 * @return the name or {@code null} if there is none
	 */
	default @Nullable String requiredPathVariable() {
		return null;
	}

	/**
	 * What an argument needs of the request body before the handler is called.
	 */
	enum BodyNeed {

		/**
		 * Nothing.
		 */
		NONE,

		/**
		 * Nothing yet: the handler reads the body as it comes and waits where it has to,
		 * so it must be one that may block.
		 */
		STREAM,

		/**
		 * Nothing yet: the handler takes the body as it comes, without waiting.
		 */
		FLOW,

		/**
		 * The whole body if it is a form.
		 */
		FORM,

		/**
		 * The whole body.
		 */
		WHOLE

	}

}
