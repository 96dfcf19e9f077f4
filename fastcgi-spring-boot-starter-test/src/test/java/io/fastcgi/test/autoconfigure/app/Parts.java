package io.fastcgi.test.autoconfigure.app;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.boot.jackson.JacksonComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.format.Formatter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;

/**
 * What else is found in applications.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class Parts {

	private Parts() {
	}

	/**
	 * Belongs to handlers.
	 */
	@Component
	public static class OneConverter implements Converter<String, Locale> {

		@Override
		public Locale convert(String source) {
			return Locale.forLanguageTag(source);
		}

	}

	/**
	 * Belongs to handlers.
	 */
	@Component
	public static class AnotherConverter implements GenericConverter {

		@Override
		public @Nullable Set<ConvertiblePair> getConvertibleTypes() {
			return Set.of();
		}

		@Override
		public @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
			return source;
		}

	}

	/**
	 * Belongs to handlers.
	 */
	@Component
	public static class LocaleFormatter implements Formatter<Locale> {

		@Override
		public String print(Locale object, Locale locale) {
			return object.toLanguageTag();
		}

		@Override
		public Locale parse(String text, Locale locale) {
			return Locale.forLanguageTag(text);
		}

	}

	/**
	 * Belongs to handlers.
	 */
	@Component
	public static class TextConverter extends StringHttpMessageConverter {

	}

	/**
	 * Belongs to handlers.
	 */
	@Component
	public static class Module extends SimpleModule {

	}

	/**
	 * Belongs to handlers.
	 */
	@JacksonComponent
	public static class Serializers {

	}

	/**
	 * Does not belong to handlers.
	 */
	@Component
	public static class Other {

	}

	/**
	 * Does not belong to handlers.
	 */
	@Repository
	public static class Store {

	}

	/**
	 * Does not belong to handlers.
	 */
	@Configuration(proxyBeanMethods = false)
	public static class Settings {

		@Bean
		String setting() {
			return "setting";
		}

	}

}
