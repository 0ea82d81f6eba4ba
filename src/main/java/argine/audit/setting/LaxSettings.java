// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import static argine.audit.setting.Finding.Severity.HIGH;
import static argine.audit.setting.Finding.Severity.LOW;
import static argine.audit.setting.Finding.Severity.MEDIUM;
import static argine.audit.setting.Value.postfix;

import argine.server.Configuration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The list of settings that are looked at; defaults are those of Postfix 3.7. */
public final class LaxSettings {
    private static final int MANY_RECIPIENTS = 100;
    private static final int SOME_ERRORS = 10;
    private static final int MANY_ERRORS = 20;
    private static final int MANY_CONNECTIONS = 50;
    private static final int MANY_PROCESSES = 100;
    private static final int SOME_DAYS = 2;
    private static final int MANY_DAYS = 5;
    private static final long A_DAY = 86_400;
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})([smhdw]?)");

    private static final List<LaxSetting> ALL =
            List.of(
                    new OpenRelay(),
                    new SenderIsNotTheLogin(),
                    new NullSenderUnderLogin(),
                    new NoSendingLimit(),
                    new LoginInTheClear(),
                    new LoginOnPort25(),
                    new WideNetworks(),
                    new LoginValue(
                            HIGH,
                            "smtpd_sasl_security_options",
                            "noanonymous",
                            value -> !value.contains("noanonymous"),
                            "noanonymous",
                            "a login without a name counts as a login"),
                    new LoginValue(
                            MEDIUM,
                            "smtpd_client_auth_rate_limit",
                            "0",
                            is("0"),
                            "10",
                            "passwords can be guessed as fast as the line is"),
                    new SaslOptions(),
                    LaxSettings::uncounted,
                    new ServiceValue(
                            HIGH,
                            "relay_domains",
                            "",
                            value -> value.matches("(?:.*[,\\s])?static:.*"),
                            "",
                            "an open relay: every domain counts as one that this server is for"),
                    postfix(
                            MEDIUM,
                            "authorized_submit_users",
                            "static:anyone",
                            is("static:anyone"),
                            "root, postfix",
                            "any script on this host, a hacked web site's too, sends with sendmail"),
                    postfix(
                            MEDIUM,
                            "smtpd_reject_unlisted_recipient",
                            "yes",
                            is("no"),
                            "yes",
                            "mail to nobody is taken and bounced to whoever was forged"),
                    postfix(
                            MEDIUM,
                            "smtpd_forbid_unauth_pipelining",
                            "no",
                            is("no"),
                            "yes",
                            "a message can be smuggled inside another, with a forged sender"),
                    postfix(
                            MEDIUM,
                            "smtpd_forbid_bare_newline",
                            "no",
                            is("no"),
                            "yes",
                            "a message can be smuggled inside another, with a forged sender"),
                    new LoginValue(
                            LOW,
                            "smtpd_recipient_limit",
                            "1000",
                            above(MANY_RECIPIENTS),
                            "100",
                            "one message reaches a thousand people before anybody counts"),
                    new ServiceValue(
                            LOW,
                            "smtpd_soft_error_limit",
                            "10",
                            above(SOME_ERRORS),
                            "10",
                            "robots are wrong many times before they are slowed down"),
                    new ServiceValue(
                            LOW,
                            "smtpd_hard_error_limit",
                            "20",
                            above(MANY_ERRORS),
                            "20",
                            "robots may try addresses and passwords in one session for long"),
                    new ServiceValue(
                            LOW,
                            "smtpd_error_sleep_time",
                            "1s",
                            value -> value.matches("0+[smhdw]?"),
                            "1s",
                            "wrong tries cost a robot nothing"),
                    new ServiceValue(
                            LOW,
                            "smtpd_client_connection_count_limit",
                            "50",
                            value -> value.equals("0") || above(MANY_CONNECTIONS).test(value),
                            "50",
                            "one robot may take every place where mail comes in"),
                    new ExemptClients(),
                    new CatchAllNames(),
                    postfix(
                            LOW,
                            "disable_vrfy_command",
                            "no",
                            is("no"),
                            "yes",
                            "strangers may ask which addresses exist"),
                    postfix(
                            LOW,
                            "smtpd_helo_required",
                            "no",
                            is("no"),
                            "yes",
                            "the crudest robots are let in"),
                    postfix(
                            LOW,
                            "smtpd_reject_unlisted_sender",
                            "no",
                            is("no"),
                            "yes",
                            "mail may bear local senders that do not exist"),
                    postfix(
                            LOW,
                            "smtpd_tls_protocols",
                            ">=TLSv1",
                            LaxSettings::allowsOldTls,
                            ">=TLSv1.2",
                            "old TLS can be broken into"),
                    postfix(
                            LOW,
                            "enable_long_queue_ids",
                            "no",
                            is("no"),
                            "yes",
                            "queue IDs come again, which makes the log a poor witness"),
                    postfix(
                            MEDIUM,
                            "local_recipient_maps",
                            "proxy:unix:passwd.byname $alias_maps",
                            String::isEmpty,
                            "proxy:unix:passwd.byname $alias_maps",
                            "mail to nobody is taken and bounced to whoever was forged"),
                    postfix(
                            LOW,
                            "strict_rfc821_envelopes",
                            "no",
                            is("no"),
                            "yes",
                            "addresses that no mail program writes are taken"),
                    postfix(
                            LOW,
                            "bounce_queue_lifetime",
                            "5d",
                            longerThan(SOME_DAYS),
                            "1d",
                            "bounces of spam to forged senders fill the queue for days"),
                    postfix(
                            LOW,
                            "maximal_queue_lifetime",
                            "5d",
                            longerThan(MANY_DAYS),
                            "5d",
                            "what was sent with a stolen password is tried again for longer than"
                                    + " any honest mail needs"),
                    postfix(
                            LOW,
                            "default_process_limit",
                            "100",
                            above(MANY_PROCESSES),
                            "100",
                            "thieves with many addresses send through so many sessions at once"),
                    new ServiceValue(
                            LOW,
                            "smtpd_sasl_authenticated_header",
                            "no",
                            is("yes"),
                            "no",
                            "each message tells all its recipients the name to guess a password"
                                    + " for; the log keeps it anyway"));

    private static final LaxSetting NO_LIMIT = IceWarpValues::unlimited;

    private LaxSettings() {}

    /** The properties that an IceWarp is to be asked for. */
    public static List<String> icewarpNames() {
        return Stream.concat(
                        IceWarpValues.ALL.stream().flatMap(each -> each.icewarpName().stream()),
                        IceWarpValues.LIMITS.stream())
                .toList();
    }

    /** What is lax, worst first. */
    public static List<Finding> look(Configuration configuration) {
        return Stream.of(ALL, DovecotValues.ALL, IceWarpValues.ALL, List.of(NO_LIMIT))
                .flatMap(List::stream)
                .flatMap(setting -> setting.look(configuration))
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    /** Each door where a client may come and go as often as it likes. */
    private static Stream<Finding> uncounted(Configuration all) {
        String name = "smtpd_client_connection_rate_limit";
        return Submission.doors(all)
                .filter(door -> door.value(name, "0").matches("0*"))
                .map(
                        door ->
                                door.findingForUsers(
                                        LOW,
                                        name,
                                        "a robot comes again at once wherever it was turned away",
                                        "30"));
    }

    static Predicate<String> is(String lax) {
        return value -> value.equalsIgnoreCase(lax);
    }

    private static Predicate<String> above(int most) {
        return value -> value.matches("[0-9]{1,9}") && Integer.parseInt(value) > most;
    }

    /** Postfix takes a bare number for days in the times of its queue. */
    private static Predicate<String> longerThan(int days) {
        return value -> {
            Matcher time = TIME.matcher(value);
            return time.matches()
                    && Long.parseLong(time.group(1)) * seconds(time.group(2)) > days * A_DAY;
        };
    }

    private static long seconds(String unit) {
        return switch (unit) {
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3600;
            case "w" -> 7 * A_DAY;
            default -> A_DAY;
        };
    }

    private static boolean allowsOldTls(String protocols) {
        boolean least = protocols.contains(">=TLSv1.2") || protocols.contains(">=TLSv1.3");
        boolean without = protocols.contains("!TLSv1.1") && protocols.contains("!TLSv1");
        return !least && !without;
    }
}
