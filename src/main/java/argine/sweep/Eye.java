// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Headers;
import argine.mail.TextPrint;
import argine.server.Queue;
import argine.sweep.text.MessageDecoder;
import argine.sweep.text.View;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at whole messages for a sweep: what they contain, what they are like, where they lead.
 *
 * <p>One pass over each, into the same buffers; every thread has its own. What is kept of a message
 * does not depend on its length.
 */
final class Eye implements Queue.Lens<Sighting>, Queue.Lines, View {
    private static final int LONGEST_FIELD = 500;
    private static final List<String> KEPT =
            List.of("from", "subject", "message-id", "list-unsubscribe", "list-id");

    private final MessageDecoder decoder = new MessageDecoder(this);
    private final TextPrint.Taker taker = new TextPrint.Taker();
    private final Found found;
    private final Window.OnBytes bytes;
    private final Window.OnText written;
    private final Window.OnText attributes;
    private final Window.OnText seen;
    private final Window.OnText fields;
    private final boolean searches;
    private final Owners owners;
    private final Map<String, String> kept = new HashMap<>();
    private char[] folded = new char[8192];

    Eye(List<Needle> needles, Owners owners) {
        this.owners = owners;
        found = new Found(needles);
        searches = !needles.isEmpty();
        bytes = new Window.OnBytes(found);
        written = new Window.OnText(found);
        attributes = new Window.OnText(found);
        seen = new Window.OnText(found);
        fields = new Window.OnText(found);
    }

    @Override
    public Sighting look(QueuedMessage message, Queue.Message content) throws IOException {
        found.begin();
        kept.clear();
        decoder.begin();
        boolean whole = content.to(this);
        decoder.end();
        bytes.end();
        fields.end();
        written.end();
        attributes.end();
        seen.end();
        return new Sighting(
                withHeaders(message),
                owners.of(message),
                taker.print(),
                found.bits(),
                found.host(),
                whole);
    }

    private QueuedMessage withHeaders(QueuedMessage message) {
        Headers headers =
                new Headers(
                        kept.getOrDefault("from", ""),
                        kept.getOrDefault("subject", ""),
                        kept.getOrDefault("message-id", ""),
                        "",
                        "",
                        "",
                        kept.containsKey("list-unsubscribe") || kept.containsKey("list-id"));
        return new QueuedMessage(
                message.queueId(),
                message.place(),
                message.file(),
                message.arrival(),
                message.size(),
                message.envelope(),
                message.done(),
                headers,
                "");
    }

    @Override
    public void line(byte[] from, int at, int length, boolean ends) {
        if (searches) {
            bytes.put(from, at, length);
            if (ends) {
                bytes.put((byte) '\n');
            }
        }
        decoder.line(from, at, length, ends);
    }

    /** All is found, and the print is as full as it gets. */
    @Override
    public boolean isEnough() {
        return taker.isFull() && found.isComplete();
    }

    @Override
    public void field(String name, String value, boolean outermost) {
        if (outermost && KEPT.contains(name)) {
            kept.putIfAbsent(
                    name,
                    value.length() > LONGEST_FIELD ? value.substring(0, LONGEST_FIELD) : value);
        }
        if (searches) {
            char[] line = Folding.seen(value).toCharArray();
            fields.put(line, 0, line.length);
            fields.end();
        }
    }

    @Override
    public void written(char[] text, int from, int to) {
        written.put(text, from, to);
    }

    @Override
    public void attribute(char[] text, int from, int to) {
        attributes.put(text, from, to);
    }

    @Override
    public void seen(char[] text, int from, int to) {
        seen.put(text, from, to);
        if (!taker.isFull()) {
            if (folded.length < to - from) {
                folded = new char[to - from];
            }
            Folding.fold(text, from, to, folded, 0);
            taker.add(folded, 0, to - from);
        }
    }

    @Override
    public void gap() {
        taker.end();
        written.end();
        attributes.end();
        seen.end();
    }
}
