package io.fastcgi.cli;

import picocli.CommandLine.IVersionProvider;

/**
 * The version in the manifest of the jar.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Version implements IVersionProvider {

	@Override
	public String[] getVersion() {
		String version = Version.class.getPackage().getImplementationVersion();
		return new String[] { "fastcgi " + ((version != null) ? version : "(not packaged)") };
	}

}
