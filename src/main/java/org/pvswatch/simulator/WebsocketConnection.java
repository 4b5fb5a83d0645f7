package org.pvswatch.simulator;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** The server's side of one RFC 6455 connection: sends text, answers pings and closes. Sending is safe for several threads. */
final class WebsocketConnection implements AutoCloseable {
    /** Close code: the server goes away. */
    static final int GOING_AWAY = 1001;

    private static final int PROTOCOL_ERROR = 1002;
    private static final int TOO_BIG = 1009;

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private static final int LAST_FRAME = 0x80;
    private static final int MASKED = 0x80;
    private static final int SHORT_LENGTH = 125;
    private static final int TWO_BYTE_LENGTH = 126;
    private static final int MOST_BYTES = 65_535;
    private static final int LONGEST_HEAD = 8_192;
    private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Socket socket;
    private final DataInputStream in;

    private WebsocketConnection(Socket socket, DataInputStream in) {
        this.socket = socket;
        this.in = in;
    }

    /** Shakes hands. @throws IOException when the caller does not speak websocket; it was told so */
    static WebsocketConnection accept(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        String key = header(readHead(in), "sec-websocket-key");
        if (key == null) {
            socket.getOutputStream()
                    .write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            throw new IOException("not a websocket handshake");
        }
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + acceptKey(key) + "\r\n\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        return new WebsocketConnection(socket, in);
    }

    private static String readHead(DataInputStream in) throws IOException {
        var head = new ByteArrayOutputStream(512);
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0 || head.size() == LONGEST_HEAD) {
                throw new EOFException("no end of a request's head");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static String header(String head, String name) {
        for (String line : head.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
                return line.substring(colon + 1).trim();
            }
        }
        return null;
    }

    private static String acceptKey(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + ACCEPT_SALT).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /** Answers pings until the caller closes or breaks off. */
    void listen() throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 0x0f;
            int lengthByte = in.readUnsignedByte();
            if ((lengthByte & MASKED) == 0) {
                close(PROTOCOL_ERROR);
                return;
            }
            int length = lengthByte & 0x7f;
            if (length > TWO_BYTE_LENGTH) {
                close(TOO_BIG);
                return;
            }
            byte[] payload = readMasked(length == TWO_BYTE_LENGTH ? in.readUnsignedShort() : length);
            if (opcode == PING) {
                send(PONG, payload);
            } else if (opcode == CLOSE) {
                send(CLOSE, payload);
                close();
                return;
            }
        }
    }

    private byte[] readMasked(int length) throws IOException {
        byte[] mask = new byte[4];
        in.readFully(mask);
        byte[] payload = new byte[length];
        in.readFully(payload);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i % mask.length];
        }
        return payload;
    }

    /** At most 64 kB. */
    void send(String text) throws IOException {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void send(int opcode, byte[] payload) throws IOException {
        if (payload.length > MOST_BYTES) {
            throw new IOException("a frame of " + payload.length + " bytes");
        }
        var frame = ByteBuffer.allocate(payload.length + 4).put((byte) (LAST_FRAME | opcode));
        if (payload.length > SHORT_LENGTH) {
            frame.put((byte) TWO_BYTE_LENGTH).putShort((short) payload.length);
        } else {
            frame.put((byte) payload.length);
        }
        frame.put(payload);
        socket.getOutputStream().write(frame.array(), 0, frame.position());
    }

    /** Says why, and waits for nobody. */
    void close(int code) throws IOException {
        send(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
        close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
