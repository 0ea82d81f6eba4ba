// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.milter;

import argine.guard.wire.MalformedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What mail server and milter agreed upon before the first message.
 *
 * @param actions what the milter may do to a message
 * @param steps what the server leaves out, and to what it wants no reply
 */
record Agreement(int version, int actions, int steps) {
    private static final int VERSION = 6;
    private static final int OLDEST = 2;

    static final int CHANGE_HEADERS = 0x10;
    static final int QUARANTINE = 0x20;
    static final int CHANGE_SENDER = 0x40;
    static final int SET_MACROS = 0x100;
    private static final int WANTED_ACTIONS =
            CHANGE_HEADERS | QUARANTINE | CHANGE_SENDER | SET_MACROS;

    private static final int NO_END_OF_HEADERS = 0x40;
    private static final int NO_UNKNOWN = 0x100;
    private static final int NO_DATA = 0x200;
    private static final int NO_REPLY_TO_HEADER = 0x80;
    private static final int NO_REPLY_TO_HELO = 0x2000;
    private static final int NO_REPLY_TO_RCPT = 0x8000;
    private static final int NO_REPLY_TO_BODY = 0x80000;
    private static final int WANTED_STEPS =
            NO_END_OF_HEADERS
                    | NO_UNKNOWN
                    | NO_DATA
                    | NO_REPLY_TO_HEADER
                    | NO_REPLY_TO_HELO
                    | NO_REPLY_TO_RCPT
                    | NO_REPLY_TO_BODY;

    private static final int AT_HELO = 1;
    private static final int AT_MAIL = 2;
    private static final int AT_RCPT = 3;
    private static final int AT_END = 5;

    /** Takes what is wanted of what the server offers. */
    static Agreement with(Packet offer) throws MalformedException {
        int version = offer.number(0);
        if (offer.content().length < 3 * Integer.BYTES || version < OLDEST) {
            throw new MalformedException("a milter offer that is none");
        }
        return new Agreement(
                Math.min(version, VERSION),
                offer.number(Integer.BYTES) & WANTED_ACTIONS,
                offer.number(2 * Integer.BYTES) & WANTED_STEPS);
    }

    boolean may(int action) {
        return (actions & action) != 0;
    }

    boolean wantsReplyTo(char command) {
        return switch (command) {
            case Command.HEADER -> (steps & NO_REPLY_TO_HEADER) == 0;
            case Command.HELO -> (steps & NO_REPLY_TO_HELO) == 0;
            case Command.RCPT -> (steps & NO_REPLY_TO_RCPT) == 0;
            case Command.BODY -> (steps & NO_REPLY_TO_BODY) == 0;
            default -> true;
        };
    }

    byte[] reply() {
        ByteArrayOutputStream content = new ByteArrayOutputStream(160);
        content.writeBytes(
                ByteBuffer.allocate(3 * Integer.BYTES)
                        .putInt(version)
                        .putInt(actions)
                        .putInt(steps)
                        .array());
        if (may(SET_MACROS)) {
            macros(AT_HELO, "{tls_version}", content);
            macros(AT_MAIL, "{auth_authen} {auth_type} {client_addr} {tls_version} i", content);
            macros(AT_RCPT, "i", content);
            macros(AT_END, "i", content);
        }
        return new Reply().packet(Command.NEGOTIATE, content.toByteArray()).bytes();
    }

    private static void macros(int stage, String names, ByteArrayOutputStream content) {
        content.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(stage).array());
        content.writeBytes((names + "\0").getBytes(StandardCharsets.US_ASCII));
    }
}
