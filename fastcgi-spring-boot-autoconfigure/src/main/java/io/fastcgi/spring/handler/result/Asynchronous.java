package io.fastcgi.spring.handler.result;

import java.util.concurrent.CompletionStage;

import org.springframework.core.ResolvableType;

/**
 * Types of results that become known later.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Asynchronous {

	private Asynchronous() {
	}

	static boolean is(Class<?> type) {
		return CompletionStage.class.isAssignableFrom(type) || Publishers.is(type);
	}

	/**
	 * Return the type of what will be known.
	 * @param type the type of a result
	 * @return the type inside of a stage or of a publisher of one value, the type itself
	 * otherwise
	 */
	static ResolvableType valueType(ResolvableType type) {
		Class<?> raw = type.toClass();
		if (CompletionStage.class.isAssignableFrom(raw)) {
			return type.as(CompletionStage.class).getGeneric();
		}
		return (Publishers.is(raw) && !Publishers.isMultiple(raw)) ? Publishers.elementType(type) : type;
	}

}
