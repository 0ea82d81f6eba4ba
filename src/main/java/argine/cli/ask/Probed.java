// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What probes through one port of the mail server say about the guard.
 *
 * @param lines what makes the policy protocol reach the guard there
 */
record Probed(
        String where, List<String> lines, String login, SmtpProbe probe, List<Advice> findings) {

    void ordinary(InetSocketAddress address, SmtpProbe.Message message) throws IOException {
        SmtpProbe.Result result = probe.send(address, message);
        if (!result.trouble().isEmpty()) {
            findings.add(Advice.bad("no probe through " + name() + ": " + result.trouble()));
            return;
        }
        boolean milter = result.seen().stream().anyMatch(one -> one.door().equals("milter"));
        if (!milter) {
            stage(result, "RCPT");
        }
        stage(result, "END_OF_MESSAGE");
        seenTwice(result);
        if (!login.isEmpty() && result.seen().stream().noneMatch(SmtpProbe.Seen::login)) {
            findings.add(
                    Advice.bad("through " + name() + " the guard does not learn who logged in"));
        }
        findings.add(
                result.seen().stream().anyMatch(SmtpProbe.Seen::signed)
                        ? Advice.good("the header From is seen through " + name())
                        : new Advice(
                                true,
                                "the header From is not seen through "
                                        + name()
                                        + ": only a milter sees it",
                                List.of("postconf smtpd_milters=inet:127.0.0.1:10032")));
    }

    private void stage(SmtpProbe.Result result, String stage) {
        if (result.reached(stage)) {
            findings.add(Advice.good(stage + " through " + name() + " is reached"));
            return;
        }
        findings.add(
                Advice.bad(
                        stage
                                + " through "
                                + name()
                                + " is not reached; the mail server said: "
                                + result.reply(),
                        lines.toArray(String[]::new)));
    }

    private void seenTwice(SmtpProbe.Result result) {
        long ends =
                result.seen().stream().filter(one -> one.stage().equals("END_OF_MESSAGE")).count();
        if (ends > 1) {
            findings.add(
                    Advice.bad(
                            "through "
                                    + name()
                                    + " one message is asked about "
                                    + ends
                                    + " times"));
        }
    }

    void nullSender(InetSocketAddress address, SmtpProbe.Message message) throws IOException {
        SmtpProbe.Result result = probe.send(address, message);
        boolean reached = result.reached("RCPT") || result.reached("END_OF_MESSAGE");
        boolean refused = result.reply().startsWith("5") || result.reply().startsWith("4");
        findings.add(
                reached || refused
                        ? Advice.good("the null sender through " + name() + " is reached")
                        : Advice.bad(
                                "the null sender through " + name() + " passes by the guard",
                                lines.toArray(String[]::new)));
    }

    private String name() {
        return where + (login.isEmpty() ? " without a login" : " as " + login);
    }
}
