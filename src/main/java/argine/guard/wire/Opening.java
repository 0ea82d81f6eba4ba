// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Opens the socket of a door: its own, or the one that systemd opened before.
 *
 * <p>A UNIX socket that a dead daemon left is taken away; one behind which somebody listens is not.
 * <b>Limits.</b> Of the sockets that systemd can hand over the JDK takes one, the one that is the
 * standard input.
 *
 * @param isOurs whether this process made it, and so takes it away at its end
 */
record Opening(ServerSocketChannel socket, boolean isOurs) {
    private static final int BACKLOG = 4096;

    static Opening open(Endpoint endpoint, Access access) throws IOException {
        Optional<ServerSocketChannel> inherited = inherited(endpoint.socketAddress());
        if (inherited.isPresent()) {
            return new Opening(inherited.get(), false);
        }
        try {
            ServerSocketChannel socket =
                    switch (endpoint) {
                        case Endpoint.Inet inet -> inet(inet);
                        case Endpoint.Unix(Path path) -> unix(path, access);
                    };
            return new Opening(socket, true);
        } catch (IOException | UnsupportedOperationException e) {
            throw new IOException("cannot listen on " + endpoint + ": " + reason(e), e);
        }
    }

    /** Lets others open the socket; what systemd made is systemd's to protect. */
    void protect(Endpoint endpoint, Access access) throws IOException {
        if (isOurs && endpoint instanceof Endpoint.Unix(Path path)) {
            try {
                protect(path, access);
            } catch (IOException | UnsupportedOperationException e) {
                throw new IOException("cannot protect " + endpoint + ": " + reason(e), e);
            }
        }
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static ServerSocketChannel inet(Endpoint.Inet inet) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            return channel.bind(inet.socketAddress(), BACKLOG);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static ServerSocketChannel unix(Path path, Access access) throws IOException {
        removeStale(path);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            protect(path, access);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void removeStale(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new IOException("there is a file of that name that is not a socket");
        }
        if (answers(path)) {
            throw new IOException("somebody listens there already");
        }
        Files.delete(path);
    }

    private static boolean answers(Path path) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException _) {
            return false;
        }
    }

    private static void protect(Path path, Access access) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (!access.group().isEmpty()) {
            view.setGroup(
                    path.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByGroupName(access.group()));
        }
        view.setPermissions(PosixFilePermissions.fromString(access.permissions()));
    }

    /** The socket that was handed to this process, if it is the one of this door. */
    private static Optional<ServerSocketChannel> inherited(SocketAddress address)
            throws IOException {
        Channel channel = System.inheritedChannel();
        if (channel instanceof ServerSocketChannel socket
                && socket.isOpen()
                && address.equals(socket.getLocalAddress())) {
            return Optional.of(socket);
        }
        return Optional.empty();
    }
}
