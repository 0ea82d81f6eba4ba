// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.milter;

import argine.guard.wire.Channels;
import argine.guard.wire.Connection;
import argine.guard.wire.Judge;
import argine.guard.wire.Protocol;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Speaks with one mail server's process for as long as it keeps the connection. */
public final class MilterProtocol implements Protocol {
    private final Judge judge;
    private final Supplier<Channels> channels;
    private final AtomicLong sessions = new AtomicLong();

    public MilterProtocol(Judge judge, Supplier<Channels> channels) {
        this.judge = judge;
        this.channels = channels;
    }

    @Override
    public void converse(Connection connection) throws IOException {
        String name = "milter-" + sessions.incrementAndGet();
        PacketReader reader = new PacketReader(connection);
        Session session = new Session(name, judge, channels.get());
        try {
            Optional<Packet> packet = reader.next();
            while (packet.isPresent() && packet.get().command() != Command.QUIT) {
                byte[] answer = session.answer(packet.get(), reader.skipped());
                if (answer.length > 0) {
                    connection.write(answer);
                }
                packet = reader.next();
            }
        } finally {
            session.end();
        }
    }
}
