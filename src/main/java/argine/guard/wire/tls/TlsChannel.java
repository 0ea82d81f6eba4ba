// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import javax.net.ssl.SSLSocket;

/**
 * A connection over which TLS is spoken, with what goes through it in the clear.
 *
 * <p>One thread speaks. Another may {@link #close} at any time: that closes the connection below
 * without a farewell, for a farewell waits for who is speaking, and he may wait for ever.
 */
public final class TlsChannel implements ByteChannel {
    private final SocketChannel below;
    private final SSLSocket tls;
    private final ReadableByteChannel in;
    private final WritableByteChannel out;
    private volatile boolean closed;

    TlsChannel(SocketChannel below, SSLSocket tls) throws IOException {
        this.below = below;
        this.tls = tls;
        this.in = Channels.newChannel(tls.getInputStream());
        this.out = Channels.newChannel(tls.getOutputStream());
    }

    /** Something that is said, and that fails when the connection is gone. */
    @FunctionalInterface
    private interface Saying {
        int say() throws IOException;
    }

    /** Agrees with the client on how to speak. */
    public void agree() throws IOException {
        say(
                () -> {
                    tls.startHandshake();
                    return 0;
                });
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        return say(() -> in.read(to));
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return say(() -> out.write(from));
    }

    /** Says that nothing more will come, so that the client knows nothing was cut off. */
    public void shutdownOutput() throws IOException {
        say(
                () -> {
                    tls.shutdownOutput();
                    return 0;
                });
    }

    /** TLS has names of its own for a connection that was closed here. */
    private int say(Saying what) throws IOException {
        try {
            return what.say();
        } catch (IOException e) {
            if (closed) {
                throw (IOException) new ClosedChannelException().initCause(e);
            }
            throw e;
        }
    }

    @Override
    public boolean isOpen() {
        return below.isOpen();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        below.close();
    }
}
