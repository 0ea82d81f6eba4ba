// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

/** What a line of a session is; the number of a reply stands beside {@link #REPLY}. */
enum Word {
    /** {@code Connected}. */
    CONNECTED,
    /** {@code Disconnected}. */
    DISCONNECTED,
    /** {@code ***}: the summary of one transfer. */
    SUMMARY,
    /** Any other text: of the spam filter, of intrusion prevention, of a connection that failed. */
    TEXT,
    /** A reply, {@code 250 ...}. */
    REPLY,
    HELO,
    MAIL,
    RCPT,
    DATA,
    AUTH,
    RSET,
    STARTTLS,
    /** {@code USER} of POP3. */
    USER,
    /** Anything that is not a known command: a step of a login, {@code PASS}, IMAP. */
    OTHER,
    /** A command that tells nothing, and behind which none comes. */
    NOTHING;

    private static final int MAIL_ = packed("MAIL");
    private static final int RCPT_ = packed("RCPT");
    private static final int DATA_ = packed("DATA");
    private static final int AUTH_ = packed("AUTH");
    private static final int RSET_ = packed("RSET");
    private static final int HELO_ = packed("HELO");
    private static final int EHLO_ = packed("EHLO");
    private static final int STAR_ = packed("STAR");
    private static final int USER_ = packed("USER");
    private static final int QUIT_ = packed("QUIT");
    private static final int UPPER = 0xDFDFDFDF;

    private static int packed(String text) {
        return text.charAt(0) << 24 | text.charAt(1) << 16 | text.charAt(2) << 8 | text.charAt(3);
    }

    /** The command at an index, whatever its case; followed by a blank or by nothing. */
    static Word command(byte[] b, int at, int end) {
        if (end - at < 4) {
            return OTHER;
        }
        int word =
                (b[at] << 24 | (b[at + 1] & 255) << 16 | (b[at + 2] & 255) << 8 | b[at + 3] & 255);
        Word known = known(word & UPPER);
        if (known == STARTTLS) {
            return end - at == 8 ? STARTTLS : OTHER;
        }
        boolean whole = end - at == 4 || b[at + 4] == ' ' || b[at + 4] == ':';
        return whole ? known : OTHER;
    }

    private static Word known(int word) {
        if (word == MAIL_) {
            return MAIL;
        }
        if (word == RCPT_) {
            return RCPT;
        }
        if (word == DATA_) {
            return DATA;
        }
        if (word == HELO_ || word == EHLO_) {
            return HELO;
        }
        if (word == AUTH_) {
            return AUTH;
        }
        if (word == RSET_) {
            return RSET;
        }
        if (word == STAR_) {
            return STARTTLS;
        }
        return word == USER_ ? USER : word == QUIT_ ? NOTHING : OTHER;
    }
}
