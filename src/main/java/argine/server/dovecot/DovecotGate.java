// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.server.Program;
import argine.server.access.Gate;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/**
 * Dovecot's authentication, asked by its own program.
 *
 * <p>A refused password costs the client's address a delay that grows, so a try is made in the name
 * of an address that nobody has (RFC 5737), another one each time.
 */
final class DovecotGate implements Gate {
    private static final int NO_USER = 67;
    private static final int REFUSED = 77;
    private static final int ADDRESSES = 254;

    /** What Dovecot adds to an answer that is no answer; {@code temp} before 2.3. */
    private static final Set<String> TROUBLE = Set.of("temp", "code=temp_fail");

    private final Doveadm doveadm;
    private final List<String> services;
    private final List<String> sending;
    private final List<String> elsewhere;
    private final boolean onePassword;
    private final SecureRandom random = new SecureRandom();

    DovecotGate(
            Doveadm doveadm,
            List<String> services,
            List<String> sending,
            List<String> elsewhere,
            boolean onePassword) {
        this.doveadm = doveadm;
        this.services = List.copyOf(services);
        this.sending = List.copyOf(sending);
        this.elsewhere = List.copyOf(elsewhere);
        this.onePassword = onePassword;
    }

    @Override
    public List<String> services() {
        return services;
    }

    @Override
    public List<String> sending() {
        return sending;
    }

    @Override
    public List<String> elsewhere() {
        return elsewhere;
    }

    @Override
    public boolean keepsOnePassword() {
        return onePassword;
    }

    /** A deny list answers a look-up as it answers a login; no password is needed for it. */
    @Override
    public Answer ask(String account, String service) throws IOException {
        Program lookup = doveadm.run("", "auth", "lookup", "-x", "service=" + service, account);
        return switch (lookup.exit()) {
            case 0 -> Answer.OPEN;
            case NO_USER -> Answer.SHUT;
            default -> throw new IOException("doveadm auth lookup: " + lookup.why());
        };
    }

    @Override
    public boolean lets(String account, String service, String password) throws IOException {
        String nobody = "198.51.100." + (1 + random.nextInt(ADDRESSES));
        Program test =
                doveadm.run(
                        password + "\n",
                        "auth",
                        "test",
                        "-x",
                        "service=" + service,
                        "-x",
                        "rip=" + nobody,
                        account);
        if (test.exit() == 0) {
            return true;
        }
        if (isRefusal(test)) {
            return false;
        }
        throw new IOException("doveadm auth test: " + test.why());
    }

    /** It ends alike when nobody answered, or could not look the account up. */
    static boolean isRefusal(Program test) {
        return test.exit() == REFUSED
                && test.said().contains(" auth failed")
                && test.said().lines().map(String::strip).noneMatch(TROUBLE::contains);
    }

    @Override
    public void forget(String account) throws IOException {
        Program flush = doveadm.run("", "auth", "cache", "flush", account);
        if (flush.exit() != 0) {
            throw new IOException("doveadm auth cache flush: " + flush.why());
        }
    }
}
