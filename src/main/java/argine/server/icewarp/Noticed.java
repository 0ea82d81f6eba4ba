// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import java.util.ArrayList;
import java.util.List;

/** What an administrator should know about a log: what it does not say, and what it gives away. */
final class Noticed {
    long connected;
    long dialogues;
    long summaries;
    long logins;
    long namelessLogins;
    long readablePasswords;

    void login(Login login) {
        logins++;
        namelessLogins += login.name().equals(Login.HIDDEN) ? 1 : 0;
        readablePasswords += login.passwordWasReadable() ? 1 : 0;
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (dialogues == 0 && summaries + connected > 0) {
            sentences.add(
                    "the log level of SMTP is too low: there is no dialogue, so nobody's login is known;"
                            + " set C_System_Log_Services_SMTP to 4 (Extended)");
        }
        if (readablePasswords > 0) {
            sentences.add(
                    "passwords can be read in this log ("
                            + readablePasswords
                            + " logins): guard the files; Argine keeps and shows none of them");
        }
        if (namelessLogins > 0) {
            sentences.add(
                    "the log hides who logged in, "
                            + namelessLogins
                            + " times of "
                            + logins
                            + ": those logins are told apart by network only");
        }
        return sentences;
    }
}
