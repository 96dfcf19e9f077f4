package io.fastcgi.test.autoconfigure;

import java.io.IOException;
import java.util.Set;

import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * {@link TypeExcludeFilter} for {@link FastCgiTest @FastCgiTest}. All that is loaded
 * besides handlers is named in
 * {@code META-INF/spring/io.fastcgi.test.autoconfigure.FastCgiTest.includes}.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class FastCgiTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<FastCgiTest> {

	private static final Class<?>[] ALL = {};

	private final Set<Class<?>> handlers;

	FastCgiTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
		this.handlers = Set.of(getAnnotation().getValue("handlers", Class[].class).orElse(ALL));
	}

	@Override
	protected boolean defaultInclude(MetadataReader metadataReader, MetadataReaderFactory metadataReaderFactory)
			throws IOException {
		return super.defaultInclude(metadataReader, metadataReaderFactory)
				|| (this.handlers.isEmpty() && hasHandlerMethods(metadataReader));
	}

	private static boolean hasHandlerMethods(MetadataReader metadataReader) {
		return metadataReader.getAnnotationMetadata().hasAnnotatedMethods(FastCgiHandler.class.getName());
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return (this.handlers.isEmpty()) ? Set.of(FastCgiHandler.class) : Set.of();
	}

	@Override
	protected Set<Class<?>> getComponentIncludes() {
		return this.handlers;
	}

}
