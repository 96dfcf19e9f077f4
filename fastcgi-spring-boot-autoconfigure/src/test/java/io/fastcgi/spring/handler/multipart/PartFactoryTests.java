package io.fastcgi.spring.handler.multipart;

import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PartFactory}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class PartFactoryTests {

	private final HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");

	private final PartFactory factory = new PartFactory(new MultipartOptions(true, 10, 10, 10, 10, 0, null));

	@Test
	void releasesFieldsThatNobodyHasFinished() throws IOException {
		ByteBuf begun = Unpooled.copiedBuffer(new byte[3]);
		ByteBuf finished = Unpooled.copiedBuffer(new byte[3]);
		this.factory.createAttribute(this.request, "begun").addContent(begun, false);
		Attribute field = this.factory.createAttribute(this.request, "finished", 3);
		field.addContent(finished, true);
		field.release();
		this.factory.releaseFields();
		assertThat(begun.refCnt()).isZero();
		assertThat(finished.refCnt()).isZero();
	}

	@Test
	void handsTheMediaTypeOnToItsFieldOnly() {
		this.factory.createAttribute(this.request, "Content-Type", "a/b");
		PartFactory.Field first = (PartFactory.Field) this.factory.createAttribute(this.request, "first");
		PartFactory.Field second = (PartFactory.Field) this.factory.createAttribute(this.request, "second");
		assertThat(first.contentType()).isEqualTo("a/b");
		assertThat(second.contentType()).isNull();
		this.factory.releaseFields();
	}

}
