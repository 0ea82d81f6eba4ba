// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import argine.guard.wire.tls.TlsChannel;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * One client's connection: bytes in, bytes out, and the time by which it must have got on.
 *
 * <p>A mail server keeps its connection for minutes between two requests, so waiting for a request
 * is allowed to take long; from its first byte on a request must be there soon. Who stays behind is
 * closed by the {@link Watch}, and the thread that reads finds the connection closed.
 */
public final class Connection implements Closeable {
    /** How the name of a peer begins that the system vouches for. */
    static final String USER = "user ";

    private static final int BUFFER = 4096;
    private static final int MOST_UNHEARD = 16 * 1024 * 1024;

    private final ByteChannel channel;
    private final Watch watch;
    private final Patience patience;
    private final String peer;
    private final byte[] bytes = new byte[BUFFER];
    private final ByteBuffer in = ByteBuffer.wrap(bytes).limit(0);
    private volatile boolean waiting = true;
    private volatile long deadline;

    Connection(ByteChannel channel, Watch watch, Patience patience, String peer) {
        this.channel = channel;
        this.watch = watch;
        this.patience = patience;
        this.peer = peer;
        this.deadline = watch.in(patience.idle());
    }

    /** Who is at the other end, for the log: an address, or the user of a UNIX socket. */
    public String peer() {
        return peer;
    }

    /** The user of this host at the other end of a UNIX socket; nobody where it is another kind. */
    public Optional<String> user() {
        return peer.startsWith(USER)
                ? Optional.of(peer.substring(USER.length()))
                : Optional.empty();
    }

    /** Agrees on TLS where it is spoken, which may take as long as a request. */
    void begin() throws IOException {
        if (channel instanceof TlsChannel tls) {
            deadline = watch.in(patience.request());
            try {
                tls.agree();
            } catch (SSLException e) {
                if (e.getCause() instanceof EOFException) {
                    throw e; // it went without a word, as who looks whether a port is open does
                }
                throw new MalformedException("no TLS: " + e.getMessage());
            }
            deadline = watch.in(patience.idle());
        }
    }

    /** Takes leave where TLS is spoken: whoever is left without a word thinks he was cut off. */
    void end() {
        if (channel instanceof TlsChannel tls) {
            try {
                tls.shutdownOutput();
            } catch (IOException _) {
                return; // it was gone first
            }
        }
    }

    /** From here on the next request is awaited; one that has already begun is not idle. */
    public void awaitRequest() {
        boolean idle = !in.hasRemaining();
        waiting = idle;
        deadline = watch.in(idle ? patience.idle() : patience.request());
    }

    /** The next byte, or -1 at the end. */
    public int read() throws IOException {
        if (!in.hasRemaining() && !fill()) {
            return -1;
        }
        return in.get() & 0xFF;
    }

    /** So many bytes; memory is taken as they come, not as they are announced. */
    public byte[] read(int length) throws IOException {
        byte[] all = new byte[Math.min(length, BUFFER)];
        int done = 0;
        while (done < length) {
            if (!in.hasRemaining() && !fill()) {
                throw new EOFException("cut short");
            }
            if (done == all.length) {
                all = Arrays.copyOf(all, (int) Math.min(length, 2L * all.length));
            }
            int part = Math.min(in.remaining(), all.length - done);
            in.get(all, done, part);
            done += part;
        }
        return all;
    }

    /** Passes over bytes that nobody wants to see. */
    public void skip(int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (!in.hasRemaining() && !fill()) {
                throw new EOFException("cut short");
            }
            int part = Math.min(in.remaining(), length - done);
            in.position(in.position() + part);
            done += part;
        }
    }

    private boolean fill() throws IOException {
        in.clear();
        int read;
        try {
            read = channel.read(in);
        } finally {
            in.flip();
        }
        if (read > 0 && waiting) {
            waiting = false;
            deadline = watch.in(patience.request());
        }
        return read > 0;
    }

    /** Sends an answer; who does not take it is closed as one who does not finish a request is. */
    public void write(byte[] answer) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(answer);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /**
     * Sends a last answer to somebody who may still be talking, and hears them out: whoever closes
     * while bytes are unread takes the answer back.
     */
    public void finish(byte[] answer) throws IOException {
        write(answer);
        switch (channel) {
            case SocketChannel socket -> socket.shutdownOutput();
            case TlsChannel tls -> tls.shutdownOutput();
            default -> {}
        }
        int left = MOST_UNHEARD;
        while (left > 0 && fill()) {
            left -= in.remaining();
        }
    }

    /** Whether it has got behind at this tick of the watch. */
    boolean isLate(long tick) {
        return tick > deadline;
    }

    /** Whether it waits for a request that has not begun, so that nothing is lost by closing it. */
    boolean isIdle() {
        return waiting;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
