// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.line;

import argine.guard.Decision;
import argine.guard.wire.Channels;
import argine.guard.wire.Connection;
import argine.guard.wire.Judge;
import argine.guard.wire.MalformedException;
import argine.guard.wire.Protocol;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Reads one line, answers one line, and closes: Exim waits for the end before it goes on.
 *
 * <p>The answer is {@code pass}, or {@code hold}, {@code defer} or {@code reject} and the words for
 * the client. A line that makes no sense is answered {@code defer}: with no answer Exim would take
 * what its configuration has for a guard that is down, which lets everything pass, and a sender
 * must not be able to bring that about with a tab in an address.
 */
public final class LineProtocol implements Protocol {
    static final int MAX_LENGTH = 256 * 1024;
    private static final String NOT_UNDERSTOOD = "defer 4.3.0 the question was not understood\n";

    private final Judge judge;
    private final Supplier<Channels> channels;

    public LineProtocol(Judge judge, Supplier<Channels> channels) {
        this.judge = judge;
        this.channels = channels;
    }

    @Override
    public void converse(Connection connection) throws IOException {
        connection.awaitRequest();
        try {
            LineQuestion question = LineQuestion.of(line(connection));
            connection.write(bytes(word(judge.decide(question.request(channels.get()))) + "\n"));
        } catch (MalformedException e) {
            connection.finish(bytes(NOT_UNDERSTOOD));
            throw e;
        }
    }

    private static String word(Decision decision) {
        return decision.word() + decision.why().map(reason -> " " + reason.line()).orElse("");
    }

    private static String line(Connection connection) throws IOException {
        byte[] line = new byte[512];
        int length = 0;
        for (int b = connection.read(); b != '\n'; b = connection.read()) {
            if (b < 0) {
                throw new EOFException("a line without an end");
            }
            if (length == MAX_LENGTH) {
                throw new MalformedException("a line longer than " + MAX_LENGTH + " bytes");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = (byte) b;
        }
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
