// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Tells systemd how the daemon is, by the protocol of sd_notify(3).
 *
 * <p>The JDK has no datagram sockets of the UNIX kind, so the three calls go to the C library. When
 * there is no supervisor, or it cannot be reached, nothing happens: a mail server needs the answers
 * and not the notification.
 */
@SuppressWarnings("restricted") // the launcher allows native access
public final class Supervisor {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int LONGEST_PATH = 107;

    private final String address;

    private Supervisor(String address) {
        this.address = address;
    }

    /**
     * @param address the value of NOTIFY_SOCKET, empty where it is not set
     */
    public static Supervisor at(String address) {
        return new Supervisor(address);
    }

    /** Questions are answered from now on. */
    public void ready(String status) {
        send("READY=1\nSTATUS=" + oneLine(status));
    }

    /**
     * A reload has begun; {@link #ready} ends it.
     *
     * @param micros the monotonic clock, by which systemd tells one reload from the next
     */
    public void reloading(long micros) {
        send("RELOADING=1\nMONOTONIC_USEC=" + micros);
    }

    public void stopping() {
        send("STOPPING=1");
    }

    /** Still alive: to be said twice in the time that systemd allows. */
    public void alive(String status) {
        send("WATCHDOG=1\nSTATUS=" + oneLine(status));
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ');
    }

    private void send(String message) {
        boolean usable = address.startsWith("/") || address.startsWith("@");
        if (usable && address.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH) {
            try {
                send(address, message.getBytes(StandardCharsets.UTF_8));
            } catch (Throwable e) {
                if (e instanceof VirtualMachineError error) {
                    throw error;
                }
            }
        }
    }

    private static void send(String address, byte[] message) throws Throwable {
        int socket = (int) Calls.SOCKET.invokeExact(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (socket < 0) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment to = arena.allocateFrom(ValueLayout.JAVA_BYTE, name(address));
            MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, message);
            long _ =
                    (long)
                            Calls.SENDTO.invokeExact(
                                    socket, bytes, bytes.byteSize(), 0, to, (int) to.byteSize());
        } finally {
            int _ = (int) Calls.CLOSE.invokeExact(socket);
        }
    }

    /** A sockaddr_un; an abstract name begins with a zero where {@code @} stands. */
    private static byte[] name(String address) {
        byte[] path = address.getBytes(StandardCharsets.UTF_8);
        if (path[0] == '@') {
            path[0] = 0;
        }
        return ByteBuffer.allocate(Short.BYTES + path.length)
                .order(ByteOrder.nativeOrder())
                .putShort((short) AF_UNIX)
                .put(path)
                .array();
    }

    /** The three calls; looked up when there is somebody to tell. */
    private static final class Calls {
        private static final MethodHandle SOCKET =
                function(
                        "socket",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT));
        private static final MethodHandle SENDTO =
                function(
                        "sendto",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT));
        private static final MethodHandle CLOSE =
                function(
                        "close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

        private static MethodHandle function(String name, FunctionDescriptor form) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), form);
        }
    }
}
