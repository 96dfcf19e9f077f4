package io.fastcgi.engine.leak;

import io.netty.buffer.Unpooled;
import io.netty.util.ResourceLeakDetector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LeakDetection}: a guard that sleeps is worse than none.
 *
 * @author FastCGI Spring Boot maintainers
 */
class LeakDetectionTests {

	@Test
	void everyBufferIsWatched() {
		assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
	}

	@Test
	void lostBufferIsFound() {
		Unpooled.directBuffer(16).writeInt(1);
		Awaitility.await().untilAsserted(() -> {
			LeakDetection.collectGarbage();
			assertThat(LeakDetection.takeLeaks()).contains("ByteBuf");
		});
	}

}
