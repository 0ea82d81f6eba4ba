// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import argine.server.access.Session;
import argine.server.access.Sessions;
import argine.server.postfix.access.LiveSockets.Connection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * The sessions on the ports where Postfix takes logins.
 *
 * <p>A password that is changed does not end them: who has logged in goes on sending. One that has
 * sent nothing yet may be anybody's; it is told as uncertain. Where mail servers bring mail, and
 * from this host itself, as webmail does, it is a stranger. They are ended in the kernel ({@code ss
 * -K}): killing the process can stop the whole service for a minute.
 */
final class SmtpSessions implements Sessions {
    private static final int MAIL_SERVERS = 25;

    /** The program that talks to Postfix for whoever has logged in to Dovecot's submission. */
    private static final String DOVECOTS = "submission";

    /** What the kernel says of a program whose file an update has replaced. */
    private static final String REPLACED = " (deleted)";

    /** It takes no logins: whom it has let through is smtpd's. */
    private static final String SCREEN = "postscreen";

    private final Submission submission;
    private final RecentLogins logins;

    /** How far the log was read when each account was refused. */
    private final Map<String, Long> refused = new ConcurrentHashMap<>();

    SmtpSessions(Submission submission, NewLines log) {
        this.submission = submission;
        this.logins = new RecentLogins(log);
    }

    @Override
    public String what() {
        return "Postfix";
    }

    /** Connections are listed first: what the log then says of a process is not older than they. */
    @Override
    public List<Session> of(String account) throws IOException {
        List<Connection> open = open();
        Map<Long, String> logins = logins(open);
        List<Session> found = new ArrayList<>();
        for (Connection one : open) {
            String login = logins.getOrDefault(one.pid(), "");
            if (login.isEmpty() ? mayBe(account, one) : login.equalsIgnoreCase(account)) {
                found.add(new Session("smtp", one.client(), !login.isEmpty(), one.handle()));
            }
        }
        return found;
    }

    /** What was written before is read first, and does not count then. */
    @Override
    public void refused(String account) throws IOException {
        logins(open());
        refused.put(account, logins.read());
    }

    /** Who has neither brought mail nor sent as anybody, and may have logged in. */
    @Override
    public List<Session> strangers(String account) throws IOException {
        List<Connection> open = open();
        Map<Long, String> logins = logins(open);
        long before = refused.getOrDefault(account, 0L);
        List<Connection> silent =
                open.stream()
                        .filter(one -> !logins.containsKey(one.pid()) && !mayBe(account, one))
                        .filter(one -> !this.logins.bringsMail(one.pid(), before))
                        .filter(one -> !one.program().equals(SCREEN))
                        .toList();
        Set<String> dovecots = dovecots(silent);
        return silent.stream()
                .filter(one -> !dovecots.contains(one.handle()))
                .map(one -> new Session("smtp", one.client(), false, one.handle()))
                .toList();
    }

    /** Those whose other end is Dovecot's own submission, which tells and ends its own. */
    private static Set<String> dovecots(List<Connection> silent) throws IOException {
        if (silent.stream().noneMatch(Connection::isFromThisHost)) {
            return Set.of();
        }
        return LiveSockets.all().stream()
                .filter(SmtpSessions::isDovecots)
                .map(Connection::otherEnd)
                .collect(Collectors.toSet());
    }

    /** By who started it as well: a process of anybody's may bear the name. */
    private static boolean isDovecots(Connection one) {
        return one.program().equals(DOVECOTS)
                && ProcessHandle.of(one.pid())
                        .flatMap(ProcessHandle::parent)
                        .map(ProcessHandle::info)
                        .filter(parent -> parent.user().filter("root"::equals).isPresent())
                        .flatMap(ProcessHandle.Info::command)
                        .map(program -> program.replace(REPLACED, ""))
                        .filter(program -> program.endsWith("/dovecot"))
                        .isPresent();
    }

    private List<Connection> open() throws IOException {
        LongPredicate own = submission.ownProcesses();
        return submission.ports().isEmpty()
                ? List.of()
                : LiveSockets.to(submission.ports()).stream()
                        .filter(one -> own.test(one.pid()))
                        .toList();
    }

    private Map<Long, String> logins(List<Connection> open) throws IOException {
        return logins.of(
                open.stream()
                        .filter(one -> one.program().equals("smtpd"))
                        .map(Connection::pid)
                        .collect(Collectors.toSet()));
    }

    /**
     * To the port of mail servers the world brings mail without a login; of those only who comes
     * from where the account has sent is cut off.
     */
    private boolean mayBe(String account, Connection one) {
        return !one.isFromThisHost()
                && (one.port() != MAIL_SERVERS || logins.hasSentFrom(account, one.client()));
    }

    @Override
    public void end(String account, List<Session> sessions) throws IOException {
        for (Session session : sessions) {
            LiveSockets.end(session.handle());
        }
    }

    @Override
    public String byHand(String account) {
        return "ss -K dst CLIENT '( "
                + submission.ports().stream()
                        .sorted()
                        .map(port -> "sport = :" + port)
                        .collect(Collectors.joining(" or "))
                + " )'";
    }
}
