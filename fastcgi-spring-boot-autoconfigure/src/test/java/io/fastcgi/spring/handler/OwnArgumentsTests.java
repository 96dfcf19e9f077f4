package io.fastcgi.spring.handler;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.text.ParseException;
import java.time.LocalDate;
import java.util.Locale;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.format.Formatter;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.NumberFormat;
import org.springframework.web.bind.annotation.RequestParam;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for argument types, annotations, converters and formatters of an application.
 *
 * @author FastCGI Spring Boot maintainers
 */
class OwnArgumentsTests {

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.of(Own.class, Handlers.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void asksTheBindersOfTheApplicationFirstAndInTheirOrder() {
		FastCgiTestClient client = application.client();
		assertThat(client.get("/tenant").header("Host", "blue.example.org").send().bodyAsString()).isEqualTo("blue");
		assertThat(client.get("/annotated?x=query").header("Host", "blue.example.org").send().bodyAsString())
			.isEqualTo("first of blue.example.org");
		assertThat(client.get("/locale").header("Accept-Language", "fr").send().bodyAsString()).isEqualTo("tlh");
	}

	@Test
	void convertsWithBeansOfTheApplication() {
		FastCgiTestClient client = application.client();
		assertThat(client.get("/point?p=1x2").send().bodyAsString()).isEqualTo("Point[x=1, y=2]");
		assertThat(client.get("/color?c=RED!").send().bodyAsString()).isEqualTo("Color[name=red]");
		assertThat(client.get("/color?c=").send().status()).isEqualTo(400);
	}

	@Test
	void formatsAsAnnotationsSay() {
		FastCgiTestClient client = application.client();
		assertThat(client.get("/formats?date=24.12.2026&number=7pieces").send().bodyAsString())
			.isEqualTo("2026-12-24 7");
		assertThat(client.get("/formats?date=24.12.2026&number=7").send().status()).isEqualTo(400);
	}

	@Test
	void convertsWithTheServiceOfTheApplicationIfItHasOne() {
		try (TestApplication own = TestApplication.of(OwnService.class, PointHandler.class)) {
			assertThat(own.client().get("/point?p=7").send().bodyAsString()).isEqualTo("Point[x=7, y=7]");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		@Order(2)
		ArgumentBinder second() {
			return (parameter) -> (parameter.hasParameterAnnotation(Host.class)) ? (request) -> "second" : null;
		}

		@Bean
		@Order(1)
		ArgumentBinder first() {
			return (parameter) -> (parameter.hasParameterAnnotation(Host.class))
					? (request) -> "first of " + request.headers().getFirst("Host") : null;
		}

		@Bean
		ArgumentBinder tenants() {
			return (parameter) -> {
				if (parameter.getParameterType() == Locale.class) {
					return (request) -> Locale.forLanguageTag("tlh");
				}
				return (parameter.getParameterType() == Tenant.class)
						? (request) -> new Tenant(request.headers().getFirst("Host").split("\\.")[0]) : null;
			};
		}

		@Bean
		Converter<String, Point> points() {
			return new Converter<>() {

				@Override
				public Point convert(String source) {
					String[] numbers = source.split("x");
					return new Point(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
				}

			};
		}

		@Bean
		ColorFormatter colors() {
			return new ColorFormatter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnService {

		@Bean
		ConversionService conversionService() {
			DefaultConversionService service = new DefaultConversionService();
			service.addConverter(String.class, Point.class,
					(source) -> new Point(Integer.parseInt(source), Integer.parseInt(source)));
			return service;
		}

	}

	static class ColorFormatter implements Formatter<Color> {

		@Override
		public Color parse(String text, Locale locale) throws ParseException {
			if (!text.endsWith("!")) {
				throw new ParseException(text, 0);
			}
			return new Color(text.substring(0, text.length() - 1).toLowerCase(Locale.ROOT));
		}

		@Override
		public String print(Color color, Locale locale) {
			return color.name();
		}

	}

	@FastCgiHandler
	static class Handlers {

		@FastCgiHandler("/tenant")
		String tenant(Tenant tenant) {
			return tenant.name();
		}

		@FastCgiHandler("/annotated")
		String annotated(@RequestParam("x") @Host String host) {
			return host;
		}

		@FastCgiHandler("/locale")
		String locale(Locale locale) {
			return locale.toLanguageTag();
		}

		@FastCgiHandler("/point")
		String point(@RequestParam Point p) {
			return p.toString();
		}

		@FastCgiHandler("/color")
		String color(@RequestParam Color c) {
			return c.toString();
		}

		@FastCgiHandler("/formats")
		String formats(@RequestParam @DateTimeFormat(pattern = "dd.MM.yyyy") LocalDate date,
				@RequestParam @NumberFormat(pattern = "#'pieces'") BigDecimal number) {
			return date + " " + number;
		}

	}

	static class PointHandler {

		@FastCgiHandler("/point")
		String point(@RequestParam Point p) {
			return p.toString();
		}

	}

	@Target(ElementType.PARAMETER)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Host {

	}

	record Tenant(String name) {

	}

	record Point(int x, int y) {

	}

	record Color(String name) {

	}

}
