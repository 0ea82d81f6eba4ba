// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Channel;
import argine.guard.Configuration;
import argine.guard.Mode;
import argine.guard.limit.Budget;
import argine.guard.limit.Limit;
import argine.guard.limit.LimitSettings;
import argine.guard.limit.Scope;
import argine.guard.wire.Access;
import argine.guard.wire.Channels;
import argine.guard.wire.DoorSign;
import argine.guard.wire.Endpoint;
import argine.guard.wire.Listen;
import argine.guard.wire.Notices;
import argine.guard.wire.Patience;
import argine.guard.wire.http.HttpCall;
import argine.mail.Account;
import argine.mail.StoredPassword;
import argine.store.Clocks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The lab's real Postfix and Dovecot on a net of its own, and the daemon in this process. */
final class GuardLab implements AutoCloseable {
    static final String THIEF = "rossi@example.org";
    static final String THIEFS = "rossi2024";
    static final String HONEST = "bianchi@example.org";
    static final String HONESTS = "Tr4monto-a-Como";
    static final String FRESH = "ferrari@example.org";
    static final String FRESHS = "Passeggiata!9lago";
    static final int MOST = 20;

    private static final long MINUTES = 10;
    private static final int SUBMISSION = 2587;

    final StringWriter log = new StringWriter();

    /** Whose password is too old, from the next start or reload on. */
    PasswordSection.Expiring expiring = PasswordSection.Expiring.NONE;

    private final Path folder;
    private final String net;
    private final Path lab;

    /**
     * Nothing is started yet.
     *
     * @param folder of the test
     * @param net the first three numbers of its addresses
     */
    GuardLab(Path folder, String net) {
        this.folder = folder;
        this.net = net;
        this.lab = Path.of("/opt/argine-" + net + "-" + ProcessHandle.current().pid());
    }

    String host() {
        return net + ".1";
    }

    /** A file or folder of the lab. */
    Path path(String below) {
        return lab.resolve(below);
    }

    Path spool() {
        return path("postfix/spool");
    }

    Path mailLog() {
        return path("log/mail.log");
    }

    void startWithPolicy() throws IOException {
        startWithPolicy(Map.of());
    }

    /** With more settings of the lab's. */
    void startWithPolicy(Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("LAB_POLICY", "inet:" + net + ".31:10031");
        settings.put("LAB_AUTH_POLICY_URL", "http://" + net + ".31:10033/");
        run(settings, "start");
    }

    void startWithMilter() throws IOException {
        startWithMilter(Map.of());
    }

    /** With more settings of the lab's. */
    void startWithMilter(Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("LAB_MILTER", "inet:" + net + ".31:10032");
        run(settings, "start");
    }

    /** Has Postfix check headers by a regexp table, after all others have been asked. */
    void checkHeaders(String lines) throws IOException {
        Path table = Files.writeString(lab.resolve("postfix/header-checks"), lines + "\n");
        append("main.cf", "header_checks = regexp:" + table);
    }

    /** Has Postfix serve by one more line of master.cf. */
    void serve(String line) throws IOException {
        append("master.cf", line);
    }

    private void append(String file, String line) throws IOException {
        Path config = lab.resolve("postfix/etc");
        Files.writeString(config.resolve(file), line + "\n", StandardOpenOption.APPEND);
        Path output = folder.resolve("reload.log");
        ended(
                new ProcessBuilder("postfix", "-c", config.toString(), "reload")
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    void stop() throws IOException {
        run(Map.of(), "stop");
    }

    @Override
    public void close() throws IOException {
        run(Map.of(), "wipe");
    }

    Daemon daemon(Setup.Source setup) throws IOException {
        return daemon(setup, Clock.systemUTC());
    }

    /** With a clock that may be put forward. */
    Daemon daemon(Setup.Source setup, InstantSource wall) throws IOException {
        Notices notices = new Notices(new PrintWriter(log), Clock.systemUTC(), false);
        return Daemon.start(setup, new Clocks(wall, System::nanoTime), notices);
    }

    /** Few recipients an hour, in a store of this name. */
    Setup setup(String name, boolean watch, Mode sender) {
        return setup(
                name, watch, sender, Map.of(Scope.ACCOUNT, List.of(MOST + " recipients / hour")));
    }

    /** Limits of those who log in, in a store of this name. */
    Setup setup(String name, boolean watch, Mode sender, Map<Scope, List<String>> texts) {
        Map<Scope, List<Limit>> parsed = new EnumMap<>(Scope.class);
        texts.forEach((scope, some) -> parsed.put(scope, some.stream().map(Limit::parse).toList()));
        LimitSettings limits =
                new LimitSettings(
                        Map.of(Channel.SUBMISSION, new Budget(parsed, false)),
                        Map.of(),
                        Set.of(),
                        LimitSettings.USUAL_WARN_PERCENT);
        Configuration configuration =
                new Configuration(
                        watch,
                        new Configuration.Files(
                                folder.resolve(name), folder.resolve(name + "-copy")),
                        "",
                        false,
                        sender,
                        Map.of(),
                        limits);
        return new Setup(
                configuration,
                listen(),
                new AccountDirectory(
                        accounts(), Set.of("example.org", "example.net"), Map.of(), expiring),
                "");
    }

    private static List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        for (String name : List.of(THIEF, HONEST, FRESH)) {
            Account account =
                    new Account(name, List.of(), StoredPassword.HIDDEN, Account.Traits.NONE);
            accounts.add(
                    name.equals(HONEST)
                            ? account.withAliases(List.of("info@example.org"))
                            : account);
        }
        return accounts;
    }

    Listen listen() {
        return listen(Channels.PLAIN);
    }

    Listen listen(Channels channels) {
        return new Listen(
                List.of(Endpoint.of("inet:" + net + ".31:10031")),
                List.of(Endpoint.of("inet:" + net + ".31:10032")),
                List.of(Endpoint.of("inet:" + net + ".31:10033")),
                List.of(Endpoint.of("inet:" + net + ".31:10034")),
                List.of(Endpoint.of("inet:" + net + ".31:10035")),
                Endpoint.of("unix:" + folder.resolve("control.sock")),
                Access.USUAL,
                Set.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                channels,
                Patience.USUAL,
                DoorSign.USUAL_MOST);
    }

    /** Asks the daemon as an administrator does. */
    String ask(String path, String json) throws IOException {
        HttpCall.Answer answer =
                HttpCall.post(
                        UnixDomainSocketAddress.of(folder.resolve("control.sock")), path, json);
        assertEquals(200, answer.status(), answer.body());
        return answer.body();
    }

    Smtp call() throws IOException {
        return Smtp.call(host(), SUBMISSION);
    }

    /** From an address of its own: the lab takes all of 127/8 but 127.0.0.1 for strangers. */
    Smtp callFrom(String source) throws IOException {
        return Smtp.callFrom(source, host(), SUBMISSION);
    }

    Smtp loggedIn(String account, String password) throws IOException {
        Smtp smtp = call();
        String reply = smtp.login(account, password);
        assertTrue(reply.startsWith("235 "), reply);
        return smtp;
    }

    /** Somebody elsewhere, whose server takes everything. */
    static String to(int number) {
        return "someone" + number + "@bigcloud.test";
    }

    String postcat(String queueId) throws Exception {
        return said("postcat", "-c", etc(), "-q", queueId);
    }

    /** A setting of the running Postfix. */
    String setting(String name) throws Exception {
        return said("postconf", "-c", etc(), "-h", name).strip();
    }

    /** Sets it, for the sessions that come. */
    void set(String name, String value) throws Exception {
        said("postconf", "-c", etc(), "-e", name + "=" + value);
        said("postfix", "-c", etc(), "reload");
    }

    private String etc() {
        return lab.resolve("postfix/etc").toString();
    }

    private static String said(String... words) throws Exception {
        Process program = new ProcessBuilder(words).redirectErrorStream(true).start();
        String text = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(program.waitFor(MINUTES, TimeUnit.MINUTES));
        assertEquals(0, program.exitValue(), text);
        return text;
    }

    private void run(Map<String, String> settings, String word) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("lab/lab.sh", word).redirectErrorStream(true);
        builder.environment().put("LAB", lab.toString());
        builder.environment().put("LAB_NET", net);
        builder.environment().put("LAB_NO_PENALTY", "1");
        builder.environment().putAll(settings);
        Path output = folder.resolve("lab.log");
        ended(builder.redirectOutput(output.toFile()).start(), output);
    }

    private static void ended(Process process, Path output) throws IOException {
        try {
            assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        assertEquals(0, process.exitValue(), Files.readString(output));
    }
}
