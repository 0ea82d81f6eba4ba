// SPDX-License-Identifier: Apache-2.0
import argine.audit.Effort;
import argine.audit.Memory;
import argine.audit.PasswordAudit;
import argine.audit.SmtpUse;
import argine.server.Directories;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * How many guesses, of all accounts, an audit has made each time that it finds one more weak account; the last number is
 * that of the whole audit.
 *
 * <pre>java -cp target/classes:target/lib/* src/bench/GuessOrder.java PASSWD-FILE ALIASES</pre>
 */
public class GuessOrder {
    public static void main(String[] args) throws IOException {
        PasswordAudit.Options options =
                new PasswordAudit.Options(
                        Effort.NORMAL,
                        List.of(),
                        true,
                        Runtime.getRuntime().availableProcessors(),
                        Optional.empty(),
                        Optional.empty(),
                        SmtpUse.UNKNOWN,
                                Optional.empty(),
                        Clock.systemDefaultZone());
        PasswordAudit.Watcher watcher =
                new PasswordAudit.Watcher() {
                    @Override
                    public void guessed(long guesses) {
                        System.out.println(guesses);
                    }
                };
        Directories.Asked asked =
                new Directories.Asked(
                        Optional.of(Path.of(args[0])),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        "CRYPT",
                        List.of(Path.of(args[1])),
                        Optional.empty());
        System.out.println(
                new PasswordAudit(options, Memory.none(), watcher, () -> false)
                        .run(Directories.accounts(asked).list())
                        .guesses());
    }
}
