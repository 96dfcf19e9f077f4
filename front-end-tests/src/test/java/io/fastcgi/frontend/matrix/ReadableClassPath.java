package io.fastcgi.frontend.matrix;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.util.FileSystemUtils;

/**
 * The class path of the tests in a place where every user may read it. What a front end
 * starts may be somebody else than who runs the tests.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ReadableClassPath {

	private ReadableClassPath() {
	}

	/**
	 * Copy what the class path consists of.
	 * @param directory where to put it
	 * @return the class path of the copies
	 */
	static String copyTo(Path directory) throws IOException {
		List<String> copies = new ArrayList<>();
		for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path source = Path.of(element);
			if (Files.exists(source)) {
				Path copy = directory.resolve(copies.size() + "-" + source.getFileName());
				FileSystemUtils.copyRecursively(source, copy);
				copies.add(copy.toString());
			}
		}
		return String.join(File.pathSeparator, copies);
	}

}
