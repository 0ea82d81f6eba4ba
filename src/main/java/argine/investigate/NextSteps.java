// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.mail.Plural;
import java.util.ArrayList;
import java.util.List;

/**
 * What to do next, as lines that can be typed: a comment in words, or a command.
 *
 * <p>A login is a stranger's text. It is quoted for the shell, and an account whose name holds
 * anything that quoting could be wrong about gets words instead of a command.
 */
final class NextSteps {
    private static final String SAFE = "[A-Za-z0-9._%+@=-]{1,200}";

    private static final String TAKE_OUT =
            "# take its mail out of the queue, so that it can be put back:";

    /** What leads to a server and its queue. */
    private static final List<String> PLACE = List.of("--server", "--queue", "--config");

    private static final String LOG = " --log ";

    private static final String PIPED = " --log - ";

    private static final int MOST_ADDRESSES = 5;
    private static final String SUBMISSION = " '( sport = :587 or sport = :465 )'";

    private final boolean icewarp;
    private final boolean queueFound;
    private final String blind;
    private final Again again;

    /**
     * For a server of this name; Postfix and Dovecot for any that is not known.
     *
     * @param queueFound whether what was named, or nothing, led to its queue: so it will again
     */
    NextSteps(String server, boolean queueFound, Again again) {
        this(server, queueFound, "", again);
    }

    /** The same, where {@code blind} says why the log does not tell who sends, and which would. */
    NextSteps(String server, boolean queueFound, String blind, Again again) {
        this.blind = blind;
        this.icewarp = server.equals("icewarp");
        this.queueFound = queueFound;
        this.again = again;
    }

    /** How many messages of the case with this ID are in the queue. */
    record Waiting(String id, long messages) {}

    List<String> of(Origin origin, String account, Waiting waiting, List<Case.Source> sources) {
        return switch (origin) {
            case ACCOUNT -> account(account, waiting, sources);
            // The sources are this host itself: whoever ended those sessions would end everybody's.
            case WEBMAIL -> account(account, waiting, List.of());
            case SCRIPT -> script(waiting);
            case RELAY -> relay(waiting, sources);
            case BACKSCATTER ->
                    List.of(
                            "# no password to change: others sent mail with this address, and it bounces",
                            "# refuse unknown recipients at the door, so that this server bounces nothing");
            case REMOTE_OUTAGE ->
                    List.of(
                            "# nothing to do here: the mail goes out when the remote server answers again");
            case FORWARDER ->
                    List.of(
                            "# filter what is forwarded; remote servers take it for this server's spam");
            case UNKNOWN ->
                    List.of(
                            blind.isEmpty()
                                    ? "# give Argine the log from before the first of these messages,"
                                            + " or the queue"
                                    : "# " + blind);
            case NOTHING -> List.of();
        };
    }

    private List<String> script(Waiting waiting) {
        List<String> steps = new ArrayList<>();
        steps.add("# find the program by its user ID and stop it: ps -fu, its web server's log");
        takeOut(waiting, steps);
        whetherAPasswordToo(steps);
        return steps;
    }

    /** Where no client is known, a sweep of the case would take out nothing. */
    private List<String> relay(Waiting waiting, List<Case.Source> sources) {
        List<String> steps = new ArrayList<>();
        if (icewarp) {
            steps.add(
                    "# take the client out of the trusted IPs (Mail > Security), or stop what sends"
                            + " from it");
        } else {
            steps.add("postconf" + folder() + " mynetworks");
            steps.add("# take the client out of mynetworks, or stop what sends from it");
        }
        if (!sources.isEmpty()) {
            takeOut(waiting, steps);
        }
        whetherAPasswordToo(steps);
        return steps;
    }

    private void whetherAPasswordToo(List<String> steps) {
        if (!blind.isEmpty()) {
            steps.add("# whether a password was stolen too: " + blind);
        }
    }

    /** By the case: nobody logged in, so there is no account to name. */
    private void takeOut(Waiting waiting, List<String> steps) {
        if (waiting.messages() > 0) {
            steps.add(TAKE_OUT);
            steps.add(
                    (isPiped()
                                    ? "# the log came through a pipe; keep it in a file FILE, then: "
                                    : "")
                            + (icewarp ? "argine sweep --server icewarp" : "argine sweep")
                            + " --case "
                            + waiting.id()
                            + (isPiped() ? " --log FILE" : logs())
                            + place());
        }
    }

    /** The options that lead to the queue. */
    private String place() {
        return icewarp
                ? given("--queue", " --queue mail/_outgoing") + again.options(List.of("--config"))
                : again.options(PLACE);
    }

    private List<String> account(String account, Waiting waiting, List<Case.Source> sources) {
        if (account.equals(Case.UNKNOWN)) {
            return List.of(
                    "# the log hides who it is: ask whoever masked it, or read the log on the server");
        }
        if (!account.matches(SAFE) || account.startsWith("-")) {
            return List.of(
                    "# change the account's password and end its sessions; its name is not fit for a"
                            + " command line");
        }
        return icewarp ? onIcewarp(account, waiting) : onDovecot(account, waiting, sources);
    }

    private List<String> onDovecot(String account, Waiting waiting, List<Case.Source> sources) {
        List<String> steps = new ArrayList<>();
        steps.add("# shuts the door and proves it; says first what it would do, --yes does it:");
        if (!folder().isEmpty()) {
            steps.add("# add --dovecot FILE where its Dovecot is not that of /etc/dovecot");
        }
        steps.add("argine contain " + account + again.options(PLACE));
        steps.add("# the same by hand:");
        steps.add("# change the password of " + account + " in the user database");
        steps.add("doveadm auth cache flush " + account);
        steps.add("doveadm kick " + account);
        if (!sources.isEmpty()) {
            steps.add("# an SMTP session that has logged in goes on sending; this ends it:");
        }
        sources.stream()
                .limit(MOST_ADDRESSES)
                .forEach(source -> steps.add("ss -K dst " + source.address() + SUBMISSION));
        if (sources.size() > MOST_ADDRESSES) {
            steps.add(
                    "# and so for "
                            + Plural.of(sources.size() - MOST_ADDRESSES, "more address")
                            + " that the report names; argine contain ends them all");
        }
        if (waiting.messages() > 0) {
            steps.add(TAKE_OUT);
            steps.add("argine sweep" + selection(account, waiting) + again.options(PLACE));
        }
        return steps;
    }

    /**
     * In IceWarp's folder; {@code tool.exe} on Windows. Never a value of 3, which turns the mailbox
     * into a trap for whoever writes to it.
     */
    private List<String> onIcewarp(String account, Waiting waiting) {
        List<String> steps = new ArrayList<>();
        steps.add("# locks it through IceWarp's tool; says first what it would do, --yes does it:");
        steps.add(
                "argine contain "
                        + account
                        + " --server icewarp --icewarp "
                        + folderOfIcewarp()
                        + again.options(List.of("--queue", "--config")));
        if (!account.contains("@")) {
            steps.add("# its domain is not told by the log: write " + account + "@DOMAIN");
        }
        steps.add("# the same by hand, in that folder (on Windows tool.exe):");
        steps.add("./tool.sh set account " + account + " u_accountdisabled 1");
        steps.add("# give it a new password, then the same command with 0 lets its owner in again");
        steps.add(
                "# a session that has logged in goes on sending: end it under Status > Sessions, or"
                        + " restart the SMTP service");
        if (waiting.messages() > 0) {
            steps.add(TAKE_OUT);
            steps.add("argine sweep --server icewarp" + selection(account, waiting) + place());
        }
        return steps;
    }

    /** The folder that was named as a log and led to the queue; else the one that one is in. */
    private String folderOfIcewarp() {
        String log = again.options(List.of("--log"));
        boolean led = queueFound && again.options(List.of("--queue")).isEmpty();
        boolean one = log.startsWith(LOG) && log.indexOf(LOG, 1) < 0;
        return led && one ? log.substring(LOG.length()) : ".";
    }

    /** An option as it was given; {@code otherwise} where nothing led to the queue. */
    private String given(String option, String otherwise) {
        String words = again.options(List.of(option));
        return words.isEmpty() && !queueFound ? otherwise : words;
    }

    /**
     * The options by which a sweep finds what the thief has waiting, and leaves what is the
     * owner's. Where the log came through a pipe, which nobody can read again, all that the account
     * has waiting.
     */
    private String selection(String account, Waiting waiting) {
        return isPiped() ? " --account " + account : " --case " + waiting.id() + logs();
    }

    private boolean isPiped() {
        return (again.options(List.of("--log")) + " ").contains(PIPED);
    }

    /** Logs without a queue of theirs are left out: the sweep would have no queue either. */
    private String logs() {
        if (icewarp) {
            return given("--log", " --log logs");
        }
        boolean queue = !again.options(List.of("--queue", "--config")).isEmpty();
        return queue ? again.options(List.of("--log")) : "";
    }

    /** Of the configuration, as Postfix's own programs take it. */
    private String folder() {
        return again.options(List.of("--config")).replaceFirst("^ --config", " -c");
    }
}
