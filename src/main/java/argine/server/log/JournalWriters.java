// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.server.log.JournalEntry.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who wrote the entries of a journal, and whether that is who they say they are.
 *
 * <p>Any local user can write {@code logger -t postfix/smtpd ...} and so accuse somebody else. But
 * journald adds the user ID and the program itself. When those contradict a tag of Postfix or
 * Dovecot, the line gets the tag {@code untrusted-...}, which is no mail program's, and is counted.
 * Where journald could not tell, because the writer was gone already, the tag is believed.
 *
 * <p><b>Limits.</b> The user ID cannot be forged, the program can: by somebody who mounts a program
 * of their own over Postfix's, in a name space of their own. The user that Postfix runs as is
 * learned from the entries, so what comes before the first good one is believed more easily.
 */
final class JournalWriters {
    /** As much of a tag as the reader of lines looks at. */
    private static final int MAX_TAG = 64;

    private static final int MAX_TOLD = 8;
    private static final int MAX_USERS = 32;
    private static final String ROOT = "0";

    /** The last words of tags whose lines count; in front is the administrator's own name. */
    private static final Set<String> POSTFIX =
            Set.of(
                    "smtpd",
                    "smtp",
                    "lmtp",
                    "relay",
                    "local",
                    "virtual",
                    "pipe",
                    "error",
                    "retry",
                    "discard",
                    "bounce",
                    "cleanup",
                    "qmgr",
                    "nqmgr",
                    "pickup",
                    "postsuper",
                    "postscreen");

    /** What Dovecot's processes are called, one of which writes for all. */
    private static final Set<String> DOVECOT =
            Set.of(
                    "dovecot", "log", "master", "auth", "anvil", "config", "stats", "lmtp", "imap",
                    "pop3");

    /** What anybody may run, and Postfix itself too; it speaks for itself only. */
    private static final Set<String> TOOLS =
            Set.of(
                    "sendmail",
                    "postdrop",
                    "postqueue",
                    "postlog",
                    "postcat",
                    "postsuper",
                    "doveadm");

    /** Where anybody might put a program. */
    private static final List<String> OPEN_FOLDERS =
            List.of(
                    "/home/",
                    "/tmp/",
                    "/var/tmp/",
                    "/dev/shm/",
                    "/run/user/",
                    "/var/www/",
                    "/srv/");

    /** Root's programs that pass on what others wrote. */
    private static final Set<String> RELAYS =
            Set.of("rsyslogd", "syslog-ng", "systemd-journal", "systemd-journal-remote");

    /** A tag as it was claimed, and the mail server that it belongs to, if any. */
    private record Tag(String text, String product, String program) {
        boolean isMail() {
            return !product.isEmpty();
        }

        boolean isDovecot() {
            return product.equals("Dovecot");
        }

        String untrusted() {
            return "untrusted-" + text.replace('/', '-');
        }
    }

    /** Who claimed to be a mail server. */
    private record Pretender(String product, String by) {}

    /** Where a program's file is. */
    private record Executable(String name, boolean ofMail) {
        boolean isTool() {
            return TOOLS.contains(name);
        }
    }

    private final Interned<Tag> tags = new Interned<>(8, JournalWriters::tag);
    private final Interned<Executable> executables = new Interned<>(8, JournalWriters::executable);
    private final Interned<String> words = new Interned<>(8, text -> Journal.word(text, MAX_TAG));
    private final Set<String> mailUsers = new HashSet<>();
    private final Map<Pretender, Long> untrusted = new LinkedHashMap<>();
    private long untold;

    /** Returns the tag to write for an entry. */
    String tag(JournalEntry entry) {
        boolean said = entry.has(Field.IDENTIFIER);
        Tag tag = entry.value(said ? Field.IDENTIFIER : Field.PROGRAM, tags);
        if (!tag.isMail() || isTrue(entry, tag)) {
            return tag.text;
        }
        count(entry, tag);
        return tag.untrusted();
    }

    /** One sentence for each writer that was not believed. */
    List<String> untrusted() {
        List<String> sentences = new ArrayList<>();
        untrusted.forEach((who, count) -> sentences.add(sentence(count, who)));
        if (untold > 0) {
            sentences.add(sentence(untold, new Pretender("a mail server", "others")));
        }
        return sentences;
    }

    private static String sentence(long count, Pretender who) {
        String claim =
                count == 1 ? "entry claims to be %s but was" : "entries claim to be %s but were";
        return count
                + " journal "
                + claim.formatted(who.product)
                + " written by "
                + who.by
                + ": not counted";
    }

    private void count(JournalEntry entry, Tag tag) {
        String program =
                entry.has(Field.PROGRAM)
                        ? entry.value(Field.PROGRAM, words)
                        : entry.has(Field.EXECUTABLE)
                                ? entry.value(Field.EXECUTABLE, executables).name
                                : "gone";
        Pretender who = new Pretender(tag.product, "uid " + user(entry) + " (" + program + ")");
        if (untrusted.size() < MAX_TOLD || untrusted.containsKey(who)) {
            untrusted.merge(who, 1L, Long::sum);
        } else {
            untold++;
        }
    }

    private String user(JournalEntry entry) {
        return entry.value(Field.UID, words);
    }

    private boolean isTrue(JournalEntry entry, Tag tag) {
        if (entry.has(Field.EXECUTABLE)) {
            return isTrue(entry, tag, entry.value(Field.EXECUTABLE, executables));
        }
        if (entry.has(Field.PROGRAM)) {
            String program = entry.value(Field.PROGRAM, words);
            boolean own = TOOLS.contains(program) || isMailUser(entry);
            return isRelay(entry, program) || (own && isCalled(tag, program));
        }
        return isMailUser(entry);
    }

    private boolean isTrue(JournalEntry entry, Tag tag, Executable executable) {
        if (isRelay(entry, executable.name)) {
            return true;
        }
        if (executable.ofMail && executable.isTool()) {
            return user(entry).equals(ROOT) || isCalled(tag, executable.name);
        }
        boolean tells = executable.ofMail && entry.has(Field.UID) && !user(entry).equals(ROOT);
        if (tells && mailUsers.size() < MAX_USERS) {
            mailUsers.add(user(entry));
        }
        return executable.ofMail;
    }

    private boolean isRelay(JournalEntry entry, String program) {
        return RELAYS.contains(program) && user(entry).equals(ROOT);
    }

    /** Whether a program's own name, of which the kernel keeps 15 letters, fits its tag. */
    private static boolean isCalled(Tag tag, String program) {
        return tag.isDovecot()
                ? DOVECOT.contains(program)
                        || program.startsWith("dovecot")
                        || program.contains("-log")
                : program.equals(tag.program);
    }

    /** Whether the user is root or one the mail server runs as, as far as that is known. */
    private boolean isMailUser(JournalEntry entry) {
        return !entry.has(Field.UID)
                || user(entry).equals(ROOT)
                || mailUsers.isEmpty()
                || mailUsers.contains(user(entry));
    }

    private static Tag tag(String said) {
        String text = Journal.word(said, MAX_TAG);
        String program = text.substring(text.lastIndexOf('/') + 1);
        boolean dovecot = text.equals("dovecot") || text.startsWith("dovecot-");
        boolean postfix = text.indexOf('/') > 0 && POSTFIX.contains(program);
        return new Tag(text, dovecot ? "Dovecot" : postfix ? "Postfix" : "", program);
    }

    private static Executable executable(String path) {
        int slash = path.lastIndexOf('/');
        String name = Journal.word(path.substring(slash + 1), MAX_TAG);
        String folder = path.substring(0, slash + 1);
        boolean open = OPEN_FOLDERS.stream().anyMatch(folder::startsWith);
        boolean own =
                folder.contains("postfix")
                        || folder.contains("dovecot")
                        || name.startsWith("dovecot");
        boolean system = folder.endsWith("/sbin/") || folder.endsWith("/bin/");
        return new Executable(name, !open && (own || (system && TOOLS.contains(name))));
    }
}
