// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What probes through one port of the mail server say about the guard.
 *
 * @param lines what makes the policy protocol reach the guard there
 * @param exim whether it is known to be Exim; else its greeting tells
 */
record Probed(
        String where,
        List<String> lines,
        boolean exim,
        String login,
        SmtpProbe probe,
        List<Advice> findings) {

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
        named(result);
        if (!login.isEmpty() && result.seen().stream().noneMatch(SmtpProbe.Seen::login)) {
            findings.add(
                    Advice.bad("through " + name() + " the guard does not learn who logged in"));
        }
        signed(result);
    }

    /** Behind Exim it is no matter of the protocol. */
    private void signed(SmtpProbe.Result result) {
        if (result.seen().stream().anyMatch(SmtpProbe.Seen::signed)) {
            findings.add(Advice.good("the header From is seen through " + name()));
        } else if (!isExim(result)) {
            findings.add(
                    new Advice(
                            true,
                            "the header From is not seen through "
                                    + name()
                                    + ": only a milter sees it",
                            List.of("postconf smtpd_milters=inet:127.0.0.1:10032")));
        } else if (result.reached("END_OF_MESSAGE")) {
            findings.add(bad(result, "the header From is not seen through " + name()));
        }
    }

    /** What has no name is counted once more when the server asks once more. */
    private void named(SmtpProbe.Result result) {
        if (isExim(result) && !result.seen().stream().allMatch(SmtpProbe.Seen::named)) {
            findings.add(
                    bad(
                            result,
                            "acl_smtp_mail through "
                                    + name()
                                    + " gives the message no name: asked again, it is counted again"));
        }
    }

    private boolean isExim(SmtpProbe.Result result) {
        return exim || result.exim();
    }

    private Advice bad(SmtpProbe.Result result, String what) {
        List<String> paste = isExim(result) ? Advice.EXIM : lines;
        return Advice.bad(what, paste.toArray(String[]::new));
    }

    private void stage(SmtpProbe.Result result, String stage) {
        if (result.reached(stage)) {
            findings.add(Advice.good(stage + " through " + name() + " is reached"));
            return;
        }
        findings.add(
                bad(
                        result,
                        stage
                                + " through "
                                + name()
                                + " is not reached; the mail server said: "
                                + result.reply()));
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
                        : bad(
                                result,
                                "the null sender through " + name() + " passes by the guard"));
    }

    private String name() {
        return where + (login.isEmpty() ? " without a login" : " as " + login);
    }
}
