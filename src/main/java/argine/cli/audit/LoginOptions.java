// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import argine.audit.PasswordReport;
import argine.audit.probe.LoginGuesses;
import argine.cli.desk.Stop;
import argine.cli.desk.Surroundings;
import argine.mail.smtp.SmtpDoor;
import argine.server.Accounts;
import argine.store.Store;
import argine.store.Tries;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options that allow guesses at a live login. To be mixed into a command. */
final class LoginOptions {
    private static final Pattern FORM =
            Pattern.compile("(smtps:)?(\\[[0-9A-Fa-f:.]+\\]|[^:\\[\\]]+)(?::([0-9]{1,5}))?");
    private static final int SUBMISSION = 587;
    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--try-login",
            paramLabel = "HOST:PORT",
            description =
                    "Tries the likeliest guesses at this server for passwords that are not readable;"
                            + " smtps:HOST:PORT where TLS comes first. Needs --i-consent.")
    private Optional<String> where = Optional.empty();

    @Option(
            names = "--i-consent",
            description = "Whoever answers for that server knows and agrees.")
    private boolean consent;

    @Option(
            names = "--login-guesses",
            paramLabel = "N",
            description = "How many guesses an account gets in a day, 1 to 4 (${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int most = 3;

    @Option(
            names = "--login-pause",
            paramLabel = "TIME",
            description = "How long to wait after each guess (${DEFAULT-VALUE}).",
            defaultValue = "1m")
    private String pause = "1m";

    @Option(
            names = "--store",
            paramLabel = "FOLDER",
            description =
                    "Where it is remembered how often an account was tried (${DEFAULT-VALUE}).")
    private Path store = Store.USUAL_PLACE;

    /** What was asked wrongly; empty if nothing was. */
    String wrong() {
        if (where.isEmpty()) {
            return "";
        }
        if (!consent) {
            return "--try-login sends wrong passwords to a live server, which may lock people out: up to "
                    + most
                    + " for each account a day, one every "
                    + pause
                    + "; add --i-consent if whoever answers for it agrees";
        }
        if (most < 1 || most > LoginGuesses.MOST) {
            return "--login-guesses is from 1 to "
                    + LoginGuesses.MOST
                    + ": servers lock out at five";
        }
        Matcher parts = FORM.matcher(where.get());
        return parts.matches() && port(parts) >= 1 && port(parts) <= MAX_PORT
                ? ""
                : "'" + where.get() + "' is not of the form HOST:PORT";
    }

    private static int port(Matcher parts) {
        return Optional.ofNullable(parts.group(3)).map(Integer::parseInt).orElse(SUBMISSION);
    }

    /** The report with what came of it; as it is where nothing of this is asked for. */
    PasswordReport tried(
            PasswordReport report,
            Accounts.Listing listing,
            Duration wait,
            Stop stop,
            Surroundings at) {
        if (where.isEmpty()) {
            return report;
        }
        PasswordReport done = report;
        try (Tries tries = Tries.take(store, "login", at.clock().instant())) {
            done =
                    new LoginGuesses(door(), most, wait, stop::pause, at.clock())
                            .on(report, listing.accounts(), tries, stop::isAsked);
        } catch (IOException e) { // what the audit took hours to find is told all the same
            String why = "guesses at " + door() + " cannot be counted: " + e.getMessage();
            done = done.withLogins(List.of(), done.notReadable(), why);
        }
        return done;
    }

    String pause() {
        return pause;
    }

    private SmtpDoor door() {
        Matcher parts = FORM.matcher(where.orElseThrow());
        if (!parts.matches()) {
            throw new IllegalStateException();
        }
        String host = parts.group(2).replaceAll("[\\[\\]]", "");
        SmtpDoor usual = SmtpDoor.at(new InetSocketAddress(host, port(parts)), "argine.invalid");
        return new SmtpDoor(
                usual.where(),
                usual.tlsFirst() || parts.group(1) != null,
                usual.here(),
                usual.from(),
                usual.helo());
    }
}
