// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose session each smtpd process has now, by the end of the log, of which every part is read
 * once.
 *
 * <p>Postfix names the login with the first recipient that it accepts ({@code client=}), so a
 * session that has sent nothing yet is nobody's. One process serves one client after another: only
 * what it wrote since its last {@code connect} counts. Only the name at the place where syslog puts
 * it tells who wrote a line: strangers write whatever they like into the rest.
 */
final class RecentLogins {
    private static final int MAX_PROCESSES = 100_000;
    private static final int MAX_CLIENTS = 1000;
    private static final Pattern LINE =
            Pattern.compile(
                    "(?:<[0-9]{1,3}>)?"
                            + "(?:[A-Z][a-z]{2} [ 0-9][0-9](?: [0-9]{4})? [0-9:.]{8,15}"
                            + "|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,18}(?:Z|[+-][0-9:]{4,5}))"
                            + " \\S{1,255} [A-Za-z0-9_.-]{1,32}(?:/[A-Za-z0-9_.-]{1,32})?"
                            + "/smtpd\\[([0-9]{1,10})\\]: (.*)",
                    Pattern.DOTALL);
    private static final String CLIENT =
            "[0-9A-Za-z]{6,40}: client=[^,\\s]{0,350}\\[([^,\\s\\[\\]]{1,50})\\](?::[0-9]{1,5})?";
    private static final String MORE = "(?:, (?:sasl_sender|orig_queue_id|orig_client)=.*)?";
    private static final Pattern LOGIN =
            Pattern.compile(
                    CLIENT + ", sasl_method=[^,\\s]{1,40}, sasl_username=(.{1,300}?)" + MORE,
                    Pattern.DOTALL);
    private static final Pattern NO_LOGIN = Pattern.compile(CLIENT + MORE, Pattern.DOTALL);

    private final NewLines log;
    private final Map<Long, String> logins = new HashMap<>();

    /**
     * Those whose client has a recipient accepted without having logged in, and in which line of
     * all that were read.
     */
    private final Map<Long, Long> bringing = new HashMap<>();

    private long read;

    /** From where each account has sent, as far as the log was read. */
    private final Map<String, Set<String>> clients = new HashMap<>();

    RecentLogins(NewLines log) {
        this.log = log;
    }

    /**
     * The login of each of the processes that has told it; the others are left out. Where the log
     * cannot be read, what it said before is not believed any more: nobody has told.
     */
    synchronized Map<Long, String> of(Set<Long> processes) {
        try {
            log.readOn(this::take);
        } catch (IOException _) {
            logins.clear();
            bringing.clear();
        }
        return told(processes);
    }

    Map<Long, String> told(Set<Long> processes) {
        Map<Long, String> told = new HashMap<>(logins);
        told.keySet().retainAll(processes);
        return told;
    }

    void take(String line) {
        read++;
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return;
        }
        long pid = Long.parseLong(matcher.group(1));
        String rest = matcher.group(2);
        if (rest.startsWith("connect from ") || rest.startsWith("disconnect from ")) {
            logins.remove(pid);
            bringing.remove(pid);
        } else if (logins.size() < MAX_PROCESSES) {
            Matcher login = LOGIN.matcher(rest);
            if (login.matches()) {
                String account = login.group(2).toLowerCase(Locale.ROOT);
                logins.put(pid, account);
                bringing.remove(pid);
                sentFrom(account, login.group(1));
            } else if (bringing.size() < MAX_PROCESSES && NO_LOGIN.matcher(rest).matches()) {
                bringing.put(pid, read);
            }
        }
    }

    /**
     * Whether the client that a process has now brings mail without a login, by what was read
     * behind so many lines.
     */
    synchronized boolean bringsMail(long process, long before) {
        return bringing.getOrDefault(process, 0L) > before;
    }

    /** How many lines were read so far. */
    synchronized long read() {
        return read;
    }

    private void sentFrom(String account, String client) {
        if (clients.size() < MAX_PROCESSES || clients.containsKey(account)) {
            Set<String> known = clients.computeIfAbsent(account, _ -> new HashSet<>());
            if (known.size() < MAX_CLIENTS) {
                known.add(client.toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Whether the account has sent from that address, by what was read so far. */
    synchronized boolean hasSentFrom(String account, String client) {
        return clients.getOrDefault(account.toLowerCase(Locale.ROOT), Set.of())
                .contains(client.toLowerCase(Locale.ROOT));
    }
}
