package io.fastcgi.spring.handler.argument;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.exchange.MemoryBudget;
import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.InvalidHandlerException;
import io.fastcgi.spring.handler.message.MessageConverters;
import io.fastcgi.spring.handler.multipart.MultipartForms;
import io.fastcgi.spring.handler.validation.MethodChecks;
import io.fastcgi.spring.handler.validation.MethodValidation;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionService;
import org.springframework.validation.Validator;

/**
 * Knows where every kind of argument comes from: those of the application first, then
 * those that an annotation asks for, then those that a type asks for.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class ArgumentBinders {

	private final List<ArgumentBinder> binders = new ArrayList<>();

	private final MethodValidation validation;

	/**
	 * Create the binders.
	 * @param own the binders of the application, in their order
	 * @param converters read bodies
	 * @param conversionService converts text
	 * @param validator validates arguments where they ask for it, if there is one
	 * @param options the options
	 * @param memory where to reserve what is kept in memory for a request
	 */
	public ArgumentBinders(List<ArgumentBinder> own, MessageConverters converters, ConversionService conversionService,
			@Nullable Validator validator, ArgumentOptions options, MemoryBudget memory) {
		MultipartForms forms = new MultipartForms(options.multipart(), memory);
		this.validation = new MethodValidation(validator);
		ArgumentValidators validators = new ArgumentValidators(validator, this.validation);
		RequestBodyBinder bodies = new RequestBodyBinder(converters, validators);
		this.binders.addAll(own);
		this.binders.add(new MultipartFileBinder(forms));
		this.binders.add(new RequestPartBinder(forms, converters, validators));
		this.binders.add(new NamedValueBinder(conversionService, forms));
		this.binders.add(new ModelAttributeBinder(forms, conversionService, validators));
		this.binders.add(new ReactiveBodyBinder(bodies));
		this.binders.add(bodies);
		this.binders.add(new EntityBinder(bodies));
		this.binders.add(new ErrorsBinder());
		this.binders.add(new PrincipalBinder(options.trustRemoteUser()));
		this.binders.add(new FilterDataBinder());
		this.binders.add(new TypedArgumentBinder());
	}

	/**
	 * Bind a parameter.
	 * @param parameter the parameter
	 * @return where its values come from
	 * @throws InvalidHandlerException if it cannot be bound
	 */
	public Argument bind(MethodParameter parameter) {
		for (ArgumentBinder binder : this.binders) {
			Argument argument = binder.bind(parameter);
			if (argument != null) {
				return argument;
			}
		}
		throw Parameters.unbound(parameter);
	}

	/**
	 * Return what to check when a method is called.
	 * @param type the class of the bean, without a proxy around it
	 * @param method the method
	 * @return the checks
	 */
	public MethodChecks checks(Class<?> type, Method method) {
		return this.validation.bind(type, method);
	}

}
