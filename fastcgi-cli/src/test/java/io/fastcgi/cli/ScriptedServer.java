package io.fastcgi.cli;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import io.fastcgi.test.TestRecord;

/**
 * A server that answers one FastCGI request with whatever the test wants.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ScriptedServer implements AutoCloseable {

	private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

	private ScriptedServer(byte[][] answer) throws IOException {
		Thread thread = new Thread(() -> serve(answer), "scripted-server");
		thread.setDaemon(true);
		thread.start();
	}

	static ScriptedServer answering(TestRecord... records) throws IOException {
		byte[][] answer = new byte[records.length][];
		for (int i = 0; i < records.length; i++) {
			answer[i] = records[i].encode();
		}
		return new ScriptedServer(answer);
	}

	static ScriptedServer answering(byte[] bytes) throws IOException {
		return new ScriptedServer(new byte[][] { bytes });
	}

	private void serve(byte[][] answer) {
		try (Socket connection = this.socket.accept()) {
			DataInputStream in = new DataInputStream(connection.getInputStream());
			readRequest(in);
			for (byte[] bytes : answer) {
				connection.getOutputStream().write(bytes);
			}
			connection.shutdownOutput();
			in.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// The client has seen enough, and the test says whether that was right
		}
	}

	// Up to the end of STDIN, or one management record, or SCGI without a body
	private static void readRequest(DataInputStream in) throws IOException {
		if (in.readUnsignedByte() != 1) {
			while (in.readUnsignedByte() != ',') {
				continue;
			}
			return;
		}
		boolean ended = false;
		while (!ended) {
			int type = in.readUnsignedByte();
			in.skipNBytes(2);
			int length = in.readUnsignedShort();
			in.skipNBytes(in.readUnsignedByte() + 1 + length);
			ended = type == TestRecord.GET_VALUES || (type == TestRecord.STDIN && length == 0);
			if (!ended) {
				in.skipNBytes(1);
			}
		}
	}

	String at(String path) {
		return "127.0.0.1:" + this.socket.getLocalPort() + path;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
