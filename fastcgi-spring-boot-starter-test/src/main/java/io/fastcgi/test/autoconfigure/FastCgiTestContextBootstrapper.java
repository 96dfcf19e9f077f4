package io.fastcgi.test.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;
import org.springframework.test.context.TestContextBootstrapper;
import org.springframework.util.StringUtils;

/**
 * {@link TestContextBootstrapper} for {@link FastCgiTest @FastCgiTest} support.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class FastCgiTestContextBootstrapper extends TestSliceTestContextBootstrapper<FastCgiTest> {

	/**
	 * The signal is for the whole process, which is not the handlers' business.
	 */
	private static final String[] DEFAULTS = { "fastcgi.server.handle-sigterm=false" };

	@Override
	protected String @Nullable [] getProperties(Class<?> testClass) {
		return StringUtils.concatenateStringArrays(DEFAULTS, super.getProperties(testClass));
	}

}
