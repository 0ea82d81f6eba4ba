// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Block;
import argine.mail.Seen;
import argine.server.Log;
import argine.server.log.Format;
import argine.server.log.LogFile;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The lines of one piece of a session log that tell something, each cut into its parts.
 *
 * <p>Kept as arrays of numbers that point into the lent bytes: there are thousands of lines in a
 * piece, and most of them only move a session on by one step.
 */
final class Lines implements Format.Parsed {
    private static final int USUAL = 1024;

    /** No lines, for whoever has not begun. */
    static final Lines NONE = new Lines();

    private final Optional<Dialogues> dialogues;
    private final Block block;
    private final Format.Text text;
    private int[] starts = new int[USUAL];
    private int[] actions = new int[USUAL];
    private int[] ends = new int[USUAL];
    private int[] indices = new int[USUAL];
    private int[] peers = new int[USUAL];
    private long[] keys = new long[USUAL];
    private long[] times = new long[USUAL];
    private int[] codes = new int[USUAL];
    private Word[] words = new Word[USUAL];
    private int size;
    private int lines;
    private long unread;
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;

    private Lines() {
        this.dialogues = Optional.empty();
        this.block = new Block("", 0, null, 0);
        this.text =
                new Format.Text(
                        new LogFile("", 0, Instant.EPOCH, InputStream::nullInputStream),
                        new byte[0],
                        0,
                        false);
    }

    Lines(Dialogues dialogues, Block block, Format.Text text) {
        this.dialogues = Optional.of(dialogues);
        this.block = block;
        this.text = text;
    }

    /** The parts of one line. */
    void add(Parts parts, int index, int start, int end) {
        if (size == starts.length) {
            grow();
        }
        starts[size] = start;
        actions[size] = parts.action;
        ends[size] = end;
        indices[size] = index;
        peers[size] = parts.peerEnd - parts.peer << 16 | Math.min(0xFFFF, parts.peer - start);
        keys[size] = parts.key;
        times[size] = parts.micros;
        codes[size] = parts.flags();
        words[size] = parts.word;
        size++;
    }

    private void grow() {
        int more = size * 2;
        starts = Arrays.copyOf(starts, more);
        actions = Arrays.copyOf(actions, more);
        ends = Arrays.copyOf(ends, more);
        indices = Arrays.copyOf(indices, more);
        peers = Arrays.copyOf(peers, more);
        keys = Arrays.copyOf(keys, more);
        times = Arrays.copyOf(times, more);
        codes = Arrays.copyOf(codes, more);
        words = Arrays.copyOf(words, more);
    }

    void counted(int allLines, long notUnderstood) {
        lines = allLines;
        unread = notUnderstood;
    }

    @Override
    public void handOn(Log.Sink sink) {
        Dialogues to = dialogues.orElseThrow();
        to.begin(text.file(), text.first(), sink);
        to.expectLines(this);
        for (int i = 0; i < size; i++) {
            to.line(this, i);
        }
    }

    /** Notes that an event was handed on that happened then. */
    void told(long micros) {
        from = Math.min(from, micros);
        to = Math.max(to, micros);
    }

    Seen seen(int i, long micros, String host, int process) {
        return new Seen(micros, host, process, block, indices[i], starts[i]);
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return text.bytes();
    }

    long key(int i) {
        return keys[i];
    }

    long time(int i) {
        return times[i];
    }

    Word word(int i) {
        return words[i];
    }

    /** The number of a reply, 0 where the line is none. */
    int code(int i) {
        return codes[i] & Parts.CODE;
    }

    boolean isTimeOfDay(int i) {
        return (codes[i] & Parts.TIME_OF_DAY) != 0;
    }

    /** Written by IceWarp to the other side. */
    boolean isOut(int i) {
        return (codes[i] & Parts.OUT) != 0;
    }

    /** Written by the other side to IceWarp. */
    boolean isIn(int i) {
        return (codes[i] & Parts.IN) != 0;
    }

    /** The reply goes on in further lines. */
    boolean goesOn(int i) {
        return (codes[i] & Parts.MORE) != 0;
    }

    /** Another program, a collector of logs, has put its own words before the line. */
    boolean isWrapped(int i) {
        return (codes[i] & Parts.WRAPPED) != 0;
    }

    int peer(int i) {
        return starts[i] + (peers[i] & 0xFFFF);
    }

    int peerEnd(int i) {
        return peer(i) + (peers[i] >>> 16);
    }

    int action(int i) {
        return actions[i];
    }

    int end(int i) {
        return ends[i];
    }

    /** What the line says, without the arrow; see {@link CodePage}. */
    String action(int i, int most) {
        int end = Math.min(ends[i], actions[i] + most);
        return text(text.bytes(), actions[i], end);
    }

    static String text(byte[] bytes, int from, int to) {
        return CodePage.text(bytes, from, to);
    }

    /** Overwrites what may be a password: from now on nobody can quote it. */
    void hide(int from, int to) {
        Arrays.fill(text.bytes(), from, to, (byte) '*');
    }

    @Override
    public int lines() {
        return lines;
    }

    @Override
    public long unread() {
        return unread;
    }

    @Override
    public long otherPrograms() {
        return 0;
    }

    @Override
    public long from() {
        return from;
    }

    @Override
    public long to() {
        return to;
    }
}
