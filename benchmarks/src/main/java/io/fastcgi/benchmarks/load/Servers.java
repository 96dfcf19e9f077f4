package io.fastcgi.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.benchmarks.HandlerApplication;
import io.fastcgi.benchmarks.mvc.WebMvcApplication;
import io.fastcgi.frontend.ChildProcess;
import io.fastcgi.frontend.Ports;
import io.fastcgi.frontend.Programs;

/**
 * The applications, and nginx in front of them.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Servers implements AutoCloseable {

	private static final Path FASTCGI_PARAMS = Path.of("/etc/nginx/fastcgi_params");

	private final List<ChildProcess> processes = new ArrayList<>();

	private final List<Subject> subjects;

	private Servers(Path directory, List<String> options) throws IOException {
		try {
			this.subjects = startAll(directory, options);
		}
		catch (IOException | RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Start everything.
	 * @param directory where nginx keeps what it writes, and the socket is
	 * @param options for each JVM
	 * @return the servers
	 */
	static Servers start(Path directory, List<String> options) throws IOException {
		return new Servers(directory, options);
	}

	private List<Subject> startAll(Path directory, List<String> options) throws IOException {
		int fastCgi = Ports.free();
		int http = Ports.free();
		String socket = directory.resolve("app.sock").toString();
		ChildProcess handlers = java(options, HandlerApplication.class, "--fastcgi.server.port=" + fastCgi,
				"--fastcgi.server.unix.path=" + socket, "--fastcgi.server.unix.permissions=rw-rw-rw-");
		ChildProcess mvc = java(options, WebMvcApplication.class, "--server.address=127.0.0.1", "--server.port=" + http,
				"--server.tomcat.max-keep-alive-requests=-1");
		int overTcp = Ports.free();
		int overUnix = Ports.free();
		int overHttp = Ports.free();
		String configuration = configuration().replace("${fastcgi}", "" + fastCgi)
			.replace("${socket}", socket)
			.replace("${http}", "" + http)
			.replace("${front.tcp}", "" + overTcp)
			.replace("${front.unix}", "" + overUnix)
			.replace("${front.http}", "" + overHttp);
		Files.writeString(directory.resolve("nginx.conf"), configuration);
		Files.copy(FASTCGI_PARAMS, directory.resolve("fastcgi_params"));
		ChildProcess nginx = started(ChildProcess.start(directory, List.of(Programs.find("nginx", "nginx").toString(),
				"-e", "stderr", "-p", directory.toString(), "-c", "nginx.conf")));
		nginx.await("start worker process \\d+");
		return List.of(new Subject("Spring MVC on Tomcat, HTTP", at(overHttp), mvc, nginx),
				new Subject("@FastCgiHandler, FastCGI over TCP", at(overTcp), handlers, nginx),
				new Subject("@FastCgiHandler, FastCGI over a Unix socket", at(overUnix), handlers, nginx));
	}

	private static URI at(int port) {
		return URI.create("http://127.0.0.1:" + port);
	}

	private ChildProcess java(List<String> options, Class<?> application, String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), application.getName()));
		command.addAll(List.of(arguments));
		ChildProcess process = started(ChildProcess.start(Path.of("."), command));
		process.await("Started \\w+ in");
		return process;
	}

	private ChildProcess started(ChildProcess process) {
		this.processes.add(process);
		return process;
	}

	private static String configuration() throws IOException {
		try (InputStream resource = Servers.class.getResourceAsStream("nginx.conf")) {
			return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	/**
	 * Return what can be compared, beginning with what the others are compared with.
	 * @return the subjects
	 */
	List<Subject> subjects() {
		return this.subjects;
	}

	@Override
	public void close() {
		this.processes.forEach(ChildProcess::close);
	}

}
