// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import static argine.audit.setting.Finding.Severity.HIGH;
import static argine.audit.setting.Finding.Severity.LOW;
import static argine.audit.setting.Finding.Severity.MEDIUM;
import static argine.audit.setting.LaxSettings.is;
import static argine.audit.setting.Value.dovecot;

import argine.server.Configuration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The settings of Dovecot's that are looked at; defaults are those of Dovecot 2.3. */
final class DovecotValues {
    private static final String EVERYBODY = "allow_all_users=yes";
    private static final List<String> KEYS = List.of("doveadm_password", "doveadm_api_key");
    private static final int SHORT_KEY = 16;

    static final List<LaxSetting> ALL =
            List.of(
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
                    DovecotValues::masterUsers,
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
                    DovecotValues::shortKeys,
                    DovecotValues::everybodyExists,
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

    private DovecotValues() {}

    private static Predicate<String> has(String... lax) {
        return value -> List.of(value.split("\\s+", -1)).stream().anyMatch(Set.of(lax)::contains);
    }

    /** Master users open every mailbox with one password. */
    private static Stream<Finding> masterUsers(Configuration all) {
        String separator = all.dovecot("auth_master_user_separator", "");
        boolean master = all.dovecotAll("passdb/master").contains("yes");
        return master || !separator.isEmpty()
                ? Stream.of(
                        Finding.dovecot(
                                MEDIUM,
                                master ? "passdb/master" : "auth_master_user_separator",
                                master ? "yes" : separator,
                                "one password opens every mailbox; logins then look like the user's",
                                "(remove it when nothing needs it)"))
                : Stream.empty();
    }

    /** There is a mailbox for every name that is asked for. */
    private static Stream<Finding> everybodyExists(Configuration all) {
        return all.dovecotAll("userdb/args").stream()
                .filter(args -> args.contains(EVERYBODY))
                .limit(1)
                .map(
                        args ->
                                Finding.dovecot(
                                        LOW,
                                        "userdb/args",
                                        args,
                                        "mail to invented names is taken and kept, and nobody reads it",
                                        args.replace(EVERYBODY, "").strip()));
    }

    /**
     * The key of a doveadm that can be reached by TCP can be guessed; nothing slows down whoever
     * tries. Without a key it refuses all, and what doveconf hides is not known.
     */
    private static Stream<Finding> shortKeys(Configuration all) {
        List<Listener> doors = OpenAdministration.doveadm(all).toList();
        boolean open = doors.stream().anyMatch(door -> OpenAdministration.isOpen(door, all));
        return KEYS.stream()
                .filter(name -> !doors.isEmpty() && isShort(all.dovecot(name, "")))
                .map(
                        name ->
                                new Finding(
                                        open ? HIGH : MEDIUM,
                                        "dovecot",
                                        name,
                                        "...",
                                        "shorter than "
                                                + SHORT_KEY
                                                + " characters: who guesses it opens, changes and"
                                                + " deletes every mailbox"
                                                + (open ? "" : ", from this host"),
                                        "(32 random characters)",
                                        "printf '"
                                                + name
                                                + " = %s\\n' $(openssl rand -hex 16) >>"
                                                + " /etc/dovecot/local.conf && doveadm reload"));
    }

    private static boolean isShort(String key) {
        return !key.isEmpty() && !key.startsWith("#") && key.length() < SHORT_KEY;
    }
}
