package io.fastcgi.demo.it;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The demo under load, and now and then at rest to be looked at.
 *
 * @param demo the demo
 * @param nginx the front end, which is there when there is load
 * @param load the load
 * @author FastCGI Spring Boot maintainers
 */
record SoakRun(DemoProcess demo, RestartingNginx nginx, SoakLoad load) {

	private static final Log logger = LogFactory.getLog(SoakRun.class);

	/**
	 * Put the demo under load, and then look what it takes of the machine.
	 * @param begin how many seconds it has been under load before
	 * @param end how many seconds it will have been then
	 * @return what was seen
	 */
	SoakSample work(int begin, int end) throws Exception {
		this.nginx.start();
		try {
			this.load.runFor(Duration.ofSeconds(end - begin));
		}
		catch (ExecutionException | CancellationException ex) {
			throw new AssertionError(String.join("\n", this.demo.log()), ex);
		}
		this.nginx.stop();
		SoakSample sample = SoakSample.take(end, this.demo);
		if (begin == 0) {
			logger.info(SoakSample.HEADER);
		}
		logger.info(sample);
		return sample;
	}

}
