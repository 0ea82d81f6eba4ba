// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.milter;

/** The letters by which a mail server and a milter know their packets (Sendmail's mfdef.h). */
final class Command {
    static final char NEGOTIATE = 'O';
    static final char MACROS = 'D';
    static final char CONNECT = 'C';
    static final char HELO = 'H';
    static final char MAIL = 'M';
    static final char RCPT = 'R';
    static final char DATA = 'T';
    static final char HEADER = 'L';
    static final char END_OF_HEADERS = 'N';
    static final char BODY = 'B';
    static final char END_OF_MESSAGE = 'E';
    static final char UNKNOWN = 'U';
    static final char ABORT = 'A';
    static final char QUIT = 'Q';
    static final char QUIT_AND_REUSE = 'K';

    private Command() {}
}
