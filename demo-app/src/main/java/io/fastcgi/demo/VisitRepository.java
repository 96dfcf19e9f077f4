package io.fastcgi.demo;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts the visits of the guestbook in a database, so that all instances count together.
 *
 * @author FastCGI Spring Boot maintainers
 */
@Repository
class VisitRepository {

	private final JdbcClient jdbc;

	VisitRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void increment() {
		this.jdbc.sql("UPDATE visits SET number = number + 1").update();
	}

	long count() {
		return this.jdbc.sql("SELECT number FROM visits").query(Long.class).single();
	}

}
