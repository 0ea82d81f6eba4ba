// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import static argine.audit.setting.Finding.Severity.HIGH;
import static argine.audit.setting.Finding.Severity.LOW;
import static argine.audit.setting.Finding.Severity.MEDIUM;
import static argine.audit.setting.Value.dovecot;
import static argine.audit.setting.Value.postfix;

import argine.server.Configuration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The list of settings that are looked at; defaults are those of Postfix 3.7 and Dovecot 2.3. */
public final class LaxSettings {
    private static final int MANY_RECIPIENTS = 100;
    private static final int SOME_ERRORS = 10;
    private static final int MANY_ERRORS = 20;
    private static final int MANY_CONNECTIONS = 50;

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
                            value -> value.matches("([3-9]|[1-9][0-9]+)d?|[1-9][0-9]*w"),
                            "1d",
                            "bounces of spam to forged senders fill the queue for days"),
                    dovecot(
                            HIGH,
                            "disable_plaintext_auth",
                            "yes",
                            is("no"),
                            "yes",
                            "passwords are taken without TLS; whoever listens has them"),
                    dovecot(
                            HIGH,
                            "auth_allow_cleartext",
                            "no",
                            is("yes"),
                            "no",
                            "passwords are taken without TLS; whoever listens has them"),
                    dovecot(
                            HIGH,
                            "ssl",
                            "yes",
                            is("no"),
                            "required",
                            "there is no TLS: whoever listens has the passwords"),
                    dovecot(
                            HIGH,
                            "auth_verbose_passwords",
                            "no",
                            value -> !is("no").test(value),
                            "no",
                            "passwords, or hashes of right ones, are in the log"),
                    dovecot(
                            HIGH,
                            "auth_debug_passwords",
                            "no",
                            is("yes"),
                            "no",
                            "passwords are in the log"),
                    dovecot(
                            HIGH,
                            "auth_mechanisms",
                            "plain",
                            has("anonymous"),
                            "plain login",
                            "a login without a name counts as a login"),
                    dovecot(
                            MEDIUM,
                            "auth_mechanisms",
                            "plain",
                            has("cram-md5", "digest-md5", "ntlm"),
                            "plain login",
                            "asks for passwords to be kept so that they can be read"),
                    dovecot(
                            MEDIUM,
                            "login_trusted_networks",
                            "",
                            value ->
                                    Restrictions.words(value).stream()
                                            .anyMatch(WideNetworks::isWide),
                            "127.0.0.1",
                            "hosts in there log in without TLS, and may claim any client address"),
                    new AnyPassword(),
                    new WeakDefaultScheme(),
                    new MasterUsers(),
                    new LongLoginCache(),
                    dovecot(
                            MEDIUM,
                            "auth_verbose",
                            "no",
                            is("no"),
                            "yes",
                            "guesses over SMTP leave no trace in the log"),
                    dovecot(
                            MEDIUM,
                            "auth_failure_delay",
                            "2 secs",
                            value -> value.matches("0+ *[a-z]*"),
                            "2 secs",
                            "wrong tries cost a robot nothing"),
                    new NoLoginPenalty(),
                    new OpenAdministration(),
                    new EverybodyExists(),
                    new EndlessSessions(),
                    dovecot(
                            LOW,
                            "first_valid_uid",
                            "500",
                            is("0"),
                            "500",
                            "a guessed password of root opens root's mailbox"),
                    dovecot(
                            LOW,
                            "ssl_min_protocol",
                            "TLSv1.2",
                            value -> Set.of("TLSv1", "TLSv1.1", "SSLv3", "ANY").contains(value),
                            "TLSv1.2",
                            "old TLS can be broken into"),
                    dovecot(
                            LOW,
                            "auth_policy_server_url",
                            "",
                            String::isEmpty,
                            "(the URL of a policy service)",
                            "nobody is asked whether this login may be right"));

    private LaxSettings() {}

    /** The properties that an IceWarp is to be asked for. */
    public static List<String> icewarpNames() {
        return IceWarpValues.ALL.stream().flatMap(each -> each.icewarpName().stream()).toList();
    }

    /** What is lax, worst first. */
    public static List<Finding> look(Configuration configuration) {
        return Stream.concat(ALL.stream(), IceWarpValues.ALL.stream())
                .flatMap(setting -> setting.look(configuration))
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    private static Predicate<String> is(String lax) {
        return value -> value.equalsIgnoreCase(lax);
    }

    private static Predicate<String> has(String... lax) {
        return value -> List.of(value.split("\\s+", -1)).stream().anyMatch(Set.of(lax)::contains);
    }

    private static Predicate<String> above(int most) {
        return value -> value.matches("[0-9]{1,9}") && Integer.parseInt(value) > most;
    }

    private static boolean allowsOldTls(String protocols) {
        boolean least = protocols.contains(">=TLSv1.2") || protocols.contains(">=TLSv1.3");
        boolean without = protocols.contains("!TLSv1.1") && protocols.contains("!TLSv1");
        return !least && !without;
    }
}
