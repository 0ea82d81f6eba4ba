// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/**
 * One place where mail servers come in, and what is spoken there: a virtual thread for each.
 *
 * <p>Whatever goes wrong with a connection ends that connection, without an answer: then the mail
 * server's own default action decides.
 */
final class Door {
    private volatile DoorSign sign;
    private final Protocol protocol;
    private final Watch watch;
    private final Notices notices;
    private final Traffic traffic = new Traffic();
    private final AtomicInteger open = new AtomicInteger();
    private final Opening opening;
    private final ServerSocketChannel socket;

    private Door(DoorSign sign, Protocol protocol, Watch watch, Notices notices, Opening opening) {
        this.sign = sign;
        this.protocol = protocol;
        this.watch = watch;
        this.notices = notices;
        this.opening = opening;
        this.socket = opening.socket();
    }

    /** Listens; nobody is let in before {@link #letIn}. */
    static Door open(DoorSign sign, Protocol protocol, Watch watch, Notices notices)
            throws IOException {
        return new Door(
                sign, protocol, watch, notices, Opening.open(sign.endpoint(), sign.access()));
    }

    DoorSign sign() {
        return sign;
    }

    /** Other settings for those who come in from now on. */
    void repaint(DoorSign other) throws IOException {
        if (!other.access().equals(sign.access())) {
            opening.protect(other.endpoint(), other.access());
        }
        sign = other;
    }

    Traffic traffic() {
        return traffic;
    }

    /** Whether somebody is in. */
    boolean isOccupied() {
        return open.get() > 0;
    }

    SocketAddress address() throws IOException {
        return socket.getLocalAddress();
    }

    void letIn() {
        Thread.ofVirtual().name("argine-" + sign.name()).start(this::accept);
    }

    private void accept() {
        while (socket.isOpen()) {
            try {
                receive(socket.accept());
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException e) {
                notices.error(
                        "cannot-accept",
                        "door",
                        sign.name(),
                        "reason",
                        String.valueOf(e.getMessage()));
                pause(); // out of file descriptors: some will be closed
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void receive(SocketChannel channel) throws IOException {
        int most = sign.most();
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            traffic.turnedAway();
            notices.warn("door-is-full", "door", sign.name(), "most", Integer.toString(most));
            channel.close();
            return;
        }
        traffic.came();
        Thread.ofVirtual().start(() -> serve(channel));
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            DoorSign now = sign;
            Connection connection =
                    new Connection(now.over(channel), watch, now.patience(), peer(channel));
            watch.add(connection);
            try {
                converse(connection);
            } finally {
                watch.remove(connection);
            }
        } catch (IOException _) {
            return; // it went before it was known
        } finally {
            open.decrementAndGet();
            traffic.went();
        }
    }

    private void converse(Connection connection) {
        try {
            connection.begin();
            protocol.converse(connection);
            connection.end();
        } catch (MalformedException e) {
            traffic.malformed();
            trouble("malformed", connection, e);
        } catch (ClosedChannelException _) {
            return; // closed by the watch, which counts it
        } catch (IOException e) {
            if (!connection.isIdle()) { // who goes between two requests goes in peace
                trouble("cut-short", connection, e);
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            traffic.broken();
            notices.error(
                    "our-mistake",
                    "door",
                    sign.name(),
                    "peer",
                    connection.peer(),
                    "error",
                    e.toString(),
                    "at",
                    e.getStackTrace().length > 0 ? e.getStackTrace()[0].toString() : "");
        }
    }

    private void trouble(String event, Connection connection, IOException e) {
        notices.warn(
                event,
                "door",
                sign.name(),
                "peer",
                connection.peer(),
                "reason",
                String.valueOf(e.getMessage()));
    }

    private static String peer(SocketChannel channel) throws IOException {
        if (channel.getRemoteAddress() instanceof InetSocketAddress inet) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return inet.getAddress().getHostAddress() + ":" + inet.getPort();
        }
        UnixDomainPrincipal who = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
        return Connection.USER + who.user().getName();
    }

    /** Lets nobody in any more; those who are in stay. */
    void shut() {
        try {
            socket.close();
            if (opening.isOurs() && sign.endpoint() instanceof Endpoint.Unix(var path)) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            notices.warn(
                    "cannot-shut", "door", sign.name(), "reason", String.valueOf(e.getMessage()));
        }
    }
}
