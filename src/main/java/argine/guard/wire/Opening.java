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
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/**
 * Opens the socket of a door: its own, or the one that systemd opened before.
 *
 * <p>A UNIX socket that a dead daemon left is taken away; one behind which somebody listens is not.
 * <b>Limits.</b> Of the sockets that systemd can hand over the JDK takes one, the one that is the
 * standard input.
 *
 * @param isOurs whether this process made it, and so takes it away at its end
 * @param maker the owner of a UNIX socket of ours before it was given to another
 */
record Opening(ServerSocketChannel socket, boolean isOurs, Optional<UserPrincipal> maker) {
    private static final int BACKLOG = 4096;

    static Opening open(Endpoint endpoint, Access access) throws IOException {
        Optional<ServerSocketChannel> inherited = inherited(endpoint.socketAddress());
        if (inherited.isPresent()) {
            return new Opening(inherited.get(), false, Optional.empty());
        }
        try {
            return switch (endpoint) {
                case Endpoint.Inet inet -> new Opening(inet(inet), true, Optional.empty());
                case Endpoint.Unix(Path path) -> unix(path, access);
            };
        } catch (IOException | UnsupportedOperationException e) {
            throw new IOException("cannot listen on " + endpoint + ": " + reason(e), e);
        }
    }

    /** Lets others open the socket; what systemd made is systemd's to protect. */
    void protect(Endpoint endpoint, Access access) throws IOException {
        if (maker.isPresent() && endpoint instanceof Endpoint.Unix(Path path)) {
            try {
                protect(path, access, maker.get());
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

    private static Opening unix(Path path, Access access) throws IOException {
        removeStale(path);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            UserPrincipal maker = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
            protect(path, access, maker);
            return new Opening(channel, true, Optional.of(maker));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void removeStale(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!isSocket(path)) {
            throw new IOException("there is a file of that name that is not a socket");
        }
        if (answers(path)) {
            throw new IOException("somebody listens there already");
        }
        Files.delete(path);
    }

    private static boolean isSocket(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther();
    }

    private static boolean answers(Path path) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * Only its owner may change the permissions of a socket, so one that was given away is taken
     * back first. A link is refused: the folder may be another's.
     *
     * <p><b>Limits.</b> Java changes a socket's permissions by its name only: a link that the
     * folder's owner puts there between the look and the change is followed.
     */
    private static void protect(Path path, Access access, UserPrincipal maker) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(
                        path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!view.getOwner().equals(maker)) {
            view.setOwner(maker);
        }
        if (!access.group().isEmpty()) {
            view.setGroup(Access.group(access.group()));
        }
        if (!isSocket(path)) {
            throw new IOException("there is something else of that name by now");
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(access.permissions()));
        if (!access.owner().isEmpty()) {
            give(view, access.owner(), maker);
        }
    }

    private static void give(PosixFileAttributeView view, String owner, UserPrincipal maker)
            throws IOException {
        UserPrincipal to = Access.user(owner);
        if (!to.equals(maker)) {
            try {
                view.setOwner(to);
            } catch (FileSystemException e) {
                throw new IOException(Access.onlyRoot(owner), e);
            }
        }
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
