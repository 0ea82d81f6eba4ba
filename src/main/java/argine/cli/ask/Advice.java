// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.server.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What the doctor found, and the lines that help.
 *
 * @param good whether all is well with it
 * @param paste lines for a configuration or a shell; none where nothing has to be done
 */
record Advice(boolean good, String what, List<String> paste) {
    private static final Pattern POLICY =
            Pattern.compile("check_policy_service\\s+(\\{[^}]*}|[^,\\s]+)");
    private static final String SERVICE =
            "check_policy_service { inet:127.0.0.1:10031, timeout=10s, default_action=DUNNO }";

    private static final Pattern GUARD =
            Pattern.compile(
                    "check_policy_service\\s+(?:\\{\\s*inet:127\\.0\\.0\\.1:10031[^}]*}"
                            + "|inet:127\\.0\\.0\\.1:10031)[,\\s]*");

    static Advice good(String what) {
        return new Advice(true, what, List.of());
    }

    static Advice bad(String what, String... paste) {
        return new Advice(false, what, List.of(paste));
    }

    /** What the daemon says of the log that it looks at, and of what it does not count. */
    static List<Advice> ofLog(JsonNode status) {
        List<Advice> all = new ArrayList<>();
        JsonNode log = status.path("log");
        String looksAt = log.path("looksAt").asString("");
        log.path("troubles").forEach(trouble -> all.add(bad(trouble.asString(""))));
        status.path("remarks").forEach(remark -> all.add(bad(remark.asString(""))));
        if (all.isEmpty()) {
            all.add(
                    good(
                            looksAt.isEmpty()
                                    ? "no log is looked at: [log] and [loop] say so"
                                    : "the log is looked at: " + looksAt));
        }
        return all;
    }

    /**
     * The lines for Postfix that make both stages of the policy protocol reach the guard, before
     * whatever restrictions there are.
     *
     * @param service by {@code name/type}; empty for all that have no settings of their own
     */
    static String[] policyLines(Optional<Configuration> read, String service) {
        return new String[] {
            line(read, service, "smtpd_recipient_restrictions"),
            line(read, service, "smtpd_end_of_data_restrictions"),
            "postfix reload"
        };
    }

    private static String line(Optional<Configuration> read, String service, String name) {
        String now = read.map(all -> all.postfix(service, name, "")).orElse("");
        String others = GUARD.matcher(now).replaceAll("").strip();
        String place = service.isEmpty() ? "postconf '" : "postconf -P '" + service + "/";
        String value = others.isEmpty() ? SERVICE : SERVICE + ", " + others;
        return place + name + "=" + value.replace("'", "'\\''") + "'";
    }

    /**
     * The lines by which Exim asks at each of its ACLs. What stands behind a sharp is said to the
     * reader, in lines of their own: Exim would take it for a part of a name.
     */
    static final List<String> EXIM =
            List.of(
                    "# cp /usr/share/doc/argine/packaging/guard/exim.conf /etc/exim4/argine.conf",
                    "# In Exim's main section, in place of what is there:",
                    "acl_smtp_mail = argine_mail",
                    "acl_smtp_rcpt = argine_rcpt",
                    "acl_smtp_data = argine_data",
                    "# Behind \"begin acl\":",
                    ".include /etc/exim4/argine.conf",
                    "# What was named there before goes to the end of its ACL in argine.conf, in place of a"
                            + " bare accept: accept acl = NAME");

    /** The lines for whatever is at a port. */
    static String[] policyLines(Optional<Configuration> read, int port) {
        return policyLines(read, service(read, port));
    }

    /**
     * The service to mend at a port. Of one without settings of its own main.cf decides; where the
     * configuration is not here it is what Debian's master.cf has there.
     */
    private static String service(Optional<Configuration> read, int port) {
        if (read.isPresent() && read.get().hasPostfix()) {
            return read.get().serviceAt(port).orElse("");
        }
        return switch (port) {
            case 25 -> "";
            case 465 -> "submissions/inet";
            case 587 -> "submission/inet";
            default -> port + "/inet";
        };
    }

    /** What can be seen in the configuration alone. */
    static List<Advice> of(Configuration all) {
        List<Advice> advice = new ArrayList<>();
        if (all.hasPostfix()) {
            postfix(all, advice);
        }
        if (all.hasDovecot()) {
            dovecot(all, advice);
        }
        return advice;
    }

    private static void postfix(Configuration all, List<Advice> to) {
        List<String> values = new ArrayList<>();
        List<String> services = new ArrayList<>(all.submissionServices());
        if (services.isEmpty()) {
            services.add("");
        }
        for (String service : services) {
            List<String> both = new ArrayList<>();
            for (String stage : List.of("recipient", "end_of_data")) {
                String name = "smtpd_" + stage + "_restrictions";
                String value = all.postfix(service, name, "");
                both.add(value);
                order(service, name, value, to);
            }
            if (asks(both.getFirst()) != asks(both.getLast())) {
                to.add(oneStage(all, service, asks(both.getFirst())));
            }
            values.addAll(both);
        }
        values.forEach(value -> services(value, to));
        boolean policy = values.stream().anyMatch(Advice::asks);
        boolean milter =
                services.stream().anyMatch(s -> !all.postfix(s, "smtpd_milters", "").isEmpty());
        if (policy && milter) {
            to.add(
                    bad(
                            "Postfix asks a policy service and a milter: if both are the guard,"
                                    + " every message is counted twice"));
        }
        if (milter && all.postfix("milter_default_action", "tempfail").equals("tempfail")) {
            to.add(
                    bad(
                            "milter_default_action is tempfail: while the guard is down no mail comes in"
                                    + " or goes out",
                            "postconf milter_default_action=accept      # or quarantine: it is held"));
        }
    }

    private static boolean asks(String restrictions) {
        return POLICY.matcher(restrictions).find();
    }

    /** What is reserved at RCPT is settled at END-OF-MESSAGE. */
    private static Advice oneStage(Configuration all, String service, boolean rcpt) {
        return bad(
                (rcpt
                                ? "Postfix asks at RCPT and not at END-OF-MESSAGE"
                                : "Postfix asks at END-OF-MESSAGE and not at RCPT")
                        + (service.isEmpty() ? "" : ": " + service)
                        + "; both are needed",
                policyLines(Optional.of(all), service));
    }

    /** What stands behind a permit is not reached by those whom it permits. */
    private static void order(String service, String name, String value, List<Advice> to) {
        Matcher policy = POLICY.matcher(value);
        int permit = value.indexOf("permit_");
        if (policy.find() && permit >= 0 && permit < policy.start()) {
            to.add(
                    bad(
                            name
                                    + (service.isEmpty() ? "" : " of " + service)
                                    + " permits before it asks: who is permitted is never asked about",
                            "put check_policy_service before the first permit_ in " + name));
        }
    }

    private static void services(String value, List<Advice> to) {
        Matcher policy = POLICY.matcher(value);
        while (policy.find()) {
            String one = policy.group(1);
            if (!one.contains("default_action")) {
                to.add(
                        bad(
                                "the policy service has no default_action: while the guard is down"
                                        + " every recipient is put off",
                                SERVICE));
            } else if (!one.contains("timeout")) {
                to.add(
                        bad(
                                "the policy service has no timeout: a guard that hangs holds up each"
                                        + " message for 100 s",
                                SERVICE));
            }
        }
    }

    private static void dovecot(Configuration all, List<Advice> to) {
        if (all.dovecot("auth_policy_server_url", "").isEmpty()) {
            to.add(
                    bad(
                            "Dovecot does not ask the guard: a stopped account can still log in",
                            "auth_policy_server_url = http://127.0.0.1:10033/",
                            "auth_policy_hash_nonce = (any secret text)"));
        } else if (all.dovecot("auth_policy_hash_nonce", "").isEmpty()) {
            to.add(
                    bad(
                            "auth_policy_hash_nonce is empty: Dovecot asks nobody then",
                            "auth_policy_hash_nonce = (any secret text)"));
        } else if (all.dovecot("auth_policy_hash_nonce", "").equals("change-me")) {
            to.add(
                    bad(
                            "auth_policy_hash_nonce is an example's, which everybody knows: what the"
                                    + " guard keeps of passwords can be tried against it",
                            "auth_policy_hash_nonce = (any secret text)"));
        } else {
            to.add(good("Dovecot asks an auth policy server"));
        }
    }
}
