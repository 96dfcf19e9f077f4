package io.fastcgi.spring.handler.dispatch;

import java.util.List;

import io.fastcgi.engine.exchange.MemoryBudget;

/**
 * Options of a {@link HandlerDispatcher}.
 *
 * @param pathSources where to look for the path of a request, in this order
 * @param maxGatheredBody the most bytes of a body that is read into memory before its
 * handler is called; longer ones are refused with status 413
 * @param gatheredBodies what all such bodies together may have in memory at the same
 * time; more requests are refused with status 503
 * @param errorReporting what the front end is told about errors of handlers
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record HandlerOptions(List<PathSource> pathSources, int maxGatheredBody, MemoryBudget gatheredBodies,
		ErrorReporting errorReporting) {

}
