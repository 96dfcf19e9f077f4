package guide.results;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.FrontEndFile;
import io.fastcgi.spring.handler.Redirect;
import io.fastcgi.spring.handler.StreamingBody;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

@FastCgiHandler
class Results {

	private final Map<Long, Item> items = new ConcurrentHashMap<>(Map.of(1L, new Item(1, "spade", 3)));

	// tag::values[]
	@FastCgiHandler("/items/{id}")
	Optional<Item> find(@PathVariable long id) {
		return Optional.ofNullable(this.items.get(id));
	}

	@FastCgiHandler("/items/{id}/tagged")
	ResponseEntity<Item> tagged(@PathVariable long id) {
		Item item = this.items.get(id);
		return (item != null) ? ResponseEntity.ok().eTag("v" + item.version()).body(item)
				: ResponseEntity.notFound().build();
	}

	@FastCgiHandler(path = "/items/{id}", method = RequestMethod.DELETE)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id) {
		this.items.remove(id);
	}

	@FastCgiHandler(path = "/items", method = RequestMethod.POST)
	Redirect create(@RequestParam String name) {
		long id = this.items.size() + 1;
		this.items.put(id, new Item(id, name, 1));
		return Redirect.to("/items/{id}", id);
	}
	// end::values[]

	// tag::file[]
	@FastCgiHandler("/manual")
	Resource manual() {
		return new FileSystemResource("/srv/docs/manual.pdf");
	}

	@FastCgiHandler("/films/{name}")
	FrontEndFile film(@PathVariable String name) {
		return FrontEndFile.of(Path.of("/srv/films").resolve(name + ".webm")).download(name + ".webm");
	}
	// end::file[]

	// tag::stream[]
	@FastCgiHandler(path = "/export", produces = "text/csv")
	StreamingBody export() {
		return (body) -> {
			for (Item item : this.items.values()) {
				body.write("%d;%s%n".formatted(item.id(), item.name()).getBytes(StandardCharsets.UTF_8));
			}
		};
	}

	@FastCgiHandler("/items")
	Stream<Item> all() {
		return this.items.values().stream();
	}
	// end::stream[]

	record Item(long id, String name, int version) {

	}

}
