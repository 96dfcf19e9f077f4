package guide.arguments;

import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.FastCgiRequest;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Argument types of an application.
 *
 * @author FastCGI Spring Boot maintainers
 */
class OwnArguments {

	// tag::use[]
	@FastCgiHandler("/invoices")
	String invoices(Tenant tenant) {
		return "Invoices of " + tenant.name();
	}
	// end::use[]

	// tag::binder[]
	record Tenant(String name) {

		static Tenant of(FastCgiRequest request) {
			String name = request.params().get("TENANT");
			if (name == null) {
				throw new ResponseStatusException(HttpStatus.FORBIDDEN, "There is no tenant of this name");
			}
			return new Tenant(name);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TenantConfiguration {

		@Bean
		static ArgumentBinder tenants() {
			Argument tenant = Tenant::of;
			return (parameter) -> (parameter.getParameterType() == Tenant.class) ? tenant : null;
		}

	}
	// end::binder[]

}
