package io.fastcgi.demo.it;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One demo for all the tests that do not stop it.
 *
 * @author FastCGI Spring Boot maintainers
 */
class DemoExtension implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == DemoProcess.class;
	}

	@Override
	public DemoProcess resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getRoot()
			.getStore(ExtensionContext.Namespace.create(DemoExtension.class))
			.computeIfAbsent(DemoProcess.class, (type) -> DemoProcess.start(), DemoProcess.class);
	}

}
