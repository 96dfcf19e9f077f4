package guide.results;

import java.io.InputStream;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.StreamingBody;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

class Echo {

	// tag::upgrade[]
	@FastCgiHandler("/echo")
	ResponseEntity<StreamingBody> echo(Exchange exchange, InputStream in) {
		if (!exchange.isUpgradeRequested() || !exchange.params().get("HTTP_UPGRADE").equals("echo")) {
			return ResponseEntity.status(HttpStatus.UPGRADE_REQUIRED).header("Upgrade", "echo").build();
		}
		return ResponseEntity.status(HttpStatus.SWITCHING_PROTOCOLS)
			.header("Connection", "Upgrade")
			.header("Upgrade", "echo")
			.body(in::transferTo);
	}
	// end::upgrade[]

}
