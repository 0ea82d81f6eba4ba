// SPDX-License-Identifier: Apache-2.0
package argine.sweep.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a decoder showed of one message. */
final class Shown implements View {
    final List<String> fields = new ArrayList<>();
    final StringBuilder written = new StringBuilder();
    final StringBuilder attributes = new StringBuilder();
    final StringBuilder seen = new StringBuilder();

    static Shown of(byte[] message) {
        return of(message, Integer.MAX_VALUE);
    }

    /** With lines handed over in pieces of a length at most. */
    static Shown of(byte[] message, int piece) {
        Shown shown = new Shown();
        decode(new MessageDecoder(shown), message, piece);
        return shown;
    }

    static Shown of(String message) {
        return of(message.getBytes(StandardCharsets.UTF_8));
    }

    static void decode(MessageDecoder decoder, byte[] message, int piece) {
        decoder.begin();
        int at = 0;
        while (at < message.length) {
            int end = at;
            while (end < message.length && message[end] != '\n' && end - at < piece) {
                end++;
            }
            boolean ends = end < message.length && message[end] == '\n';
            decoder.line(message, at, end - at, ends);
            at = ends ? end + 1 : end;
        }
        decoder.end();
    }

    String text() {
        return seen.toString().strip();
    }

    @Override
    public void field(String name, String value, boolean outermost) {
        fields.add((outermost ? "" : "part ") + name + ": " + value);
    }

    @Override
    public void written(char[] text, int from, int to) {
        written.append(text, from, to - from);
    }

    @Override
    public void attribute(char[] text, int from, int to) {
        attributes.append(text, from, to - from);
    }

    @Override
    public void seen(char[] text, int from, int to) {
        seen.append(text, from, to - from);
    }

    @Override
    public void gap() {
        seen.append('|');
    }
}
