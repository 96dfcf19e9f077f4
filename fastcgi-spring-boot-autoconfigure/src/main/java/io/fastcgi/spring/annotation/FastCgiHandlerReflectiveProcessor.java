package io.fastcgi.spring.annotation;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.annotation.ReflectiveProcessor;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestPart;

/**
 * Tells ahead of time what reflection handlers need: that their methods are called, and
 * that converters read and write the types of bodies.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FastCgiHandlerReflectiveProcessor implements ReflectiveProcessor {

	private static final List<Class<? extends Annotation>> BODIES = List.of(RequestBody.class, RequestPart.class,
			ModelAttribute.class);

	private final BindingReflectionHintsRegistrar bindings = new BindingReflectionHintsRegistrar();

	@Override
	public void registerReflectionHints(ReflectionHints hints, AnnotatedElement element) {
		if (element instanceof Class<?> type) {
			hints.registerType(type);
		}
		else if (element instanceof Method method) {
			hints.registerMethod(method, ExecutableMode.INVOKE);
			registerContent(hints, ResolvableType.forMethodReturnType(method));
			Parameter[] parameters = method.getParameters();
			for (int i = 0; i < parameters.length; i++) {
				if (isBody(parameters[i])) {
					registerContent(hints, ResolvableType.forMethodParameter(method, i));
				}
			}
		}
	}

	private static boolean isBody(Parameter parameter) {
		return HttpEntity.class.isAssignableFrom(parameter.getType())
				|| BODIES.stream().anyMatch((body) -> AnnotatedElementUtils.hasAnnotation(parameter, body));
	}

	private void registerContent(ReflectionHints hints, ResolvableType type) {
		ResolvableType content = Wrappers.unwrap(type);
		if (content.isArray()) {
			registerContent(hints, content.getComponentType());
			return;
		}
		Class<?> raw = content.toClass();
		boolean opaque = raw == void.class || raw == Void.class || Resource.class.isAssignableFrom(raw);
		if (!opaque) {
			this.bindings.registerReflectionHints(hints, raw);
			for (ResolvableType generic : content.getGenerics()) {
				registerContent(hints, generic);
			}
		}
	}

}
