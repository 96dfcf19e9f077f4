package io.fastcgi.spring.actuate;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * A count for each constant of an enum.
 *
 * @param <E> the enum
 * @author FastCGI Spring Boot maintainers
 */
final class CountByEnum<E extends Enum<E>> {

	private final Map<E, LongAdder> counts;

	CountByEnum(Class<E> type) {
		this.counts = new EnumMap<>(type);
		for (E constant : type.getEnumConstants()) {
			this.counts.put(constant, new LongAdder());
		}
	}

	void increment(E constant) {
		LongAdder count = this.counts.get(constant);
		if (count != null) {
			count.increment();
		}
	}

	void bind(MeterRegistry registry, String name, String description, String tag, String unit) {
		this.counts.forEach((constant, count) -> FunctionCounter.builder(name, count, LongAdder::sum)
			.description(description)
			.tag(tag, constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.baseUnit(unit)
			.register(registry));
	}

}
