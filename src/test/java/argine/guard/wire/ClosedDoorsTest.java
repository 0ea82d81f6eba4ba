// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients who come in while the doors are being closed. */
class ClosedDoorsTest {
    private static final int ROUNDS = 200;
    private static final int CLIENTS = 8;

    @TempDir Path folder;

    @Test
    void nobodyIsAnsweredOnceTheDoorsAreClosed() throws IOException {
        AtomicInteger late = new AtomicInteger();
        for (int round = 0; round < ROUNDS; round++) {
            Path path = folder.resolve(round + ".sock");
            AtomicBoolean closed = new AtomicBoolean();
            Doors doors =
                    new Doors(
                            new Notices(
                                    new PrintWriter(new StringWriter()), Clock.systemUTC(), false));
            doors.open(
                    Map.of(
                            DoorSign.of("policy", Endpoint.of("unix:" + path)),
                            connection -> {
                                boolean asked = connection.read() >= 0;
                                late.addAndGet(asked && closed.get() ? 1 : 0);
                            }));
            List<SocketChannel> clients = clients(path);
            doors.close(Duration.ofMinutes(2)); // they are answered for, however slowly
            closed.set(true);
            for (SocketChannel client : clients) {
                client.close();
            }
        }
        assertEquals(0, late.get());
    }

    /** Each has asked already. */
    private static List<SocketChannel> clients(Path path) throws IOException {
        List<SocketChannel> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(SocketChannel.open(UnixDomainSocketAddress.of(path)));
            clients.getLast().write(ByteBuffer.wrap(new byte[] {1}));
        }
        return clients;
    }
}
