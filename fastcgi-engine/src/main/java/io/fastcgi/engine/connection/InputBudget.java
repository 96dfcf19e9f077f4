package io.fastcgi.engine.connection;

import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.MemoryBudget;

/**
 * How much input that no handler has read yet there may be.
 *
 * @param window the number of bytes of one request in memory
 * @param memory what all requests together have in memory
 * @param spool what all requests together have in temporary files
 * @param events told what is put into files
 * @author FastCGI Spring Boot maintainers
 */
record InputBudget(int window, MemoryBudget memory, MemoryBudget spool, ServerEventListener events) {

	static InputBudget of(Limits limits, ServerEventListener events) {
		return new InputBudget(limits.inputWindow(), new MemoryBudget(limits.maxBufferedInput()),
				new MemoryBudget(limits.maxSpooledInput()), events);
	}

}
