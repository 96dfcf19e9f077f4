package io.fastcgi.engine.leak;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.netty.buffer.Unpooled;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class after which a buffer is found that nobody released. It is registered
 * for all tests, and needs Netty's leak detection at level {@code paranoid}.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class LeakDetection implements AfterAllCallback, Extension {

	private static final Queue<String> leaks = new ConcurrentLinkedQueue<>();

	static {
		ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ListeningFactory());
	}

	@Override
	public void afterAll(ExtensionContext context) throws Exception {
		if (!context.getEnclosingTestClasses().isEmpty()) {
			return;
		}
		collectGarbage();
		if (!leaks.isEmpty()) {
			String found = String.join("\n", leaks);
			leaks.clear();
			throw new AssertionError("Buffers were not released by this test class or one before it:\n" + found);
		}
	}

	/**
	 * Netty looks for lost buffers when it allocates others.
	 */
	static void collectGarbage() throws InterruptedException {
		ReferenceQueue<Object> collected = new ReferenceQueue<>();
		PhantomReference<Object> marker = new PhantomReference<>(new Object(), collected);
		do {
			System.gc();
		}
		while (collected.remove(100) != marker);
		Unpooled.directBuffer(1).release();
	}

	static String takeLeaks() {
		String found = String.join("\n", leaks);
		leaks.clear();
		return found;
	}

	private static final class ListeningFactory extends ResourceLeakDetectorFactory {

		@Override
		@SuppressWarnings("deprecation")
		public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval,
				long maxActive) {
			ResourceLeakDetector<T> detector = new ResourceLeakDetector<>(resource, samplingInterval);
			detector.setLeakListener((type, records) -> leaks.add(type + records));
			return detector;
		}

	}

}
