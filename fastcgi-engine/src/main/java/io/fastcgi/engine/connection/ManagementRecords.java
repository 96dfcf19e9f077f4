package io.fastcgi.engine.connection;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.fastcgi.engine.codec.ParamSpans;
import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.codec.RecordType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.DecoderException;

/**
 * Answers to management records (FastCGI 1.0, section 4). They need no handler, so they
 * come while all handlers are busy.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ManagementRecords {

	private static final int MAX_NAMES = 0xFFFF / 2;

	private static final int UNKNOWN_TYPE_LENGTH = 8;

	private final Map<String, String> values = new LinkedHashMap<>();

	ManagementRecords(Limits limits) {
		this.values.put("FCGI_MAX_CONNS", Integer.toString(limits.maxConnections()));
		this.values.put("FCGI_MAX_REQS",
				Integer.toString(Math.min(limits.maxRequestsPerConnection(), limits.maxRequests())));
		this.values.put("FCGI_MPXS_CONNS", (limits.isMultiplexing()) ? "1" : "0");
	}

	/**
	 * Answer {@code FCGI_GET_VALUES} with the variables that were asked for and are
	 * known, each of them once.
	 * @param query the content of the record
	 * @param allocator where to get the buffer from
	 * @return a {@code FCGI_GET_VALUES_RESULT} record
	 * @throws DecoderException if the query cannot be read
	 */
	ByteBuf values(ByteBuf query, ByteBufAllocator allocator) {
		byte[] names = ByteBufUtil.getBytes(query);
		int[] spans = ParamSpans.ofNameValuePairs(names, names.length, MAX_NAMES);
		ByteBuf out = allocator.buffer(128).writeZero(Record.HEADER_LENGTH);
		this.values.forEach((name, value) -> {
			if (isAskedFor(name, names, spans)) {
				out.writeByte(name.length()).writeByte(value.length());
				ByteBufUtil.writeAscii(out, name);
				ByteBufUtil.writeAscii(out, value);
			}
		});
		int contentLength = out.readableBytes() - Record.HEADER_LENGTH;
		return out.writeZero(Record.setHeader(out, 0, RecordType.GET_VALUES_RESULT, 0, contentLength));
	}

	private static boolean isAskedFor(String name, byte[] names, int[] spans) {
		for (int i = 0; i < spans.length; i += 4) {
			if (spans[i + 1] == name.length()
					&& name.equals(new String(names, spans[i], spans[i + 1], StandardCharsets.ISO_8859_1))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Answer a management record of unknown type.
	 * @param type the type
	 * @param allocator where to get the buffer from
	 * @return a {@code FCGI_UNKNOWN_TYPE} record
	 */
	ByteBuf unknownType(int type, ByteBufAllocator allocator) {
		ByteBuf out = allocator.buffer(Record.HEADER_LENGTH + UNKNOWN_TYPE_LENGTH);
		out.writeZero(Record.HEADER_LENGTH);
		Record.setHeader(out, 0, RecordType.UNKNOWN_TYPE, 0, UNKNOWN_TYPE_LENGTH);
		return out.writeByte(type).writeZero(UNKNOWN_TYPE_LENGTH - 1);
	}

}
