package io.fastcgi.engine.attack;

import java.net.SocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.Refusal;

/**
 * Counts what happens too often to be remembered one by one.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class CountingEvents implements ServerEventListener {

	final Map<Refusal, AtomicInteger> refusals = new ConcurrentHashMap<>();

	final Set<String> protocolErrors = ConcurrentHashMap.newKeySet();

	@Override
	public void requestRefused(SocketAddress frontEnd, Refusal refusal) {
		this.refusals.computeIfAbsent(refusal, (key) -> new AtomicInteger()).incrementAndGet();
	}

	@Override
	public void protocolError(SocketAddress frontEnd, String description) {
		this.protocolErrors.add(description);
	}

}
