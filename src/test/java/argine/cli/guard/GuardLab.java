// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.Lab;
import argine.Typed;
import argine.Wait;
import argine.guard.Channel;
import argine.guard.wire.Notices;
import argine.guard.wire.http.HttpCall;
import argine.server.Log;
import argine.server.Servers;
import argine.store.Clocks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lab's real Postfix and Dovecot on a net of its own, and the daemon in this process. */
final class GuardLab implements AutoCloseable {
    static final String THIEF = "rossi@example.org";
    static final String THIEFS = "rossi2024";
    static final String HONEST = "bianchi@example.org";
    static final String HONESTS = "Tr4monto-a-Como";
    static final String FRESH = "ferrari@example.org";
    static final String FRESHS = "Passeggiata!9lago";
    static final int MOST = 20;

    private static final int SUBMISSION = 2587;

    final StringWriter log = new StringWriter();

    /** How a guard before it is set up. */
    final LabSetups setups;

    private final Path folder;
    private final String net;
    private final Lab lab;

    /**
     * Nothing is started yet.
     *
     * @param folder of the test
     * @param net the first three numbers of its addresses
     */
    GuardLab(Path folder, String net) {
        this.folder = folder;
        this.net = net;
        this.setups = new LabSetups(this, folder, net);
        // the daemons and this process are on one host
        String zone = ZoneId.systemDefault().getId();
        this.lab = new Lab(net, Map.of("LAB_NO_PENALTY", "1", "TZ", zone));
    }

    String host() {
        return lab.host();
    }

    /** A file or folder of the lab. */
    Path path(String below) {
        return lab.path(below);
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
        lab.start(settings);
    }

    void startWithMilter() throws IOException {
        startWithMilter(Map.of());
    }

    /** With more settings of the lab's. */
    void startWithMilter(Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("LAB_MILTER", "inet:" + net + ".31:10032");
        lab.start(settings);
    }

    /** Has Postfix check headers by a regexp table, after all others have been asked. */
    void checkHeaders(String lines) throws Exception {
        Path table = Files.writeString(path("postfix/header-checks"), lines + "\n");
        append("main.cf", "header_checks = regexp:" + table);
    }

    /** Has Postfix serve by one more line of master.cf. */
    void serve(String line) throws Exception {
        append("master.cf", line);
    }

    private void append(String file, String line) throws Exception {
        Path config = path("postfix/etc").resolve(file);
        Files.writeString(config, line + "\n", StandardOpenOption.APPEND);
        lab.reloadPostfix();
    }

    void stop() throws IOException {
        lab.stop();
    }

    @Override
    public void close() throws IOException {
        lab.close();
    }

    Daemon daemon(Setup.Source setup) throws Exception {
        return daemon(setup, Clock.systemUTC());
    }

    /** With a clock that may be put forward. */
    Daemon daemon(Setup.Source setup, InstantSource wall) throws Exception {
        List<Daemon> started = new ArrayList<>();
        Wait.until(() -> started.addAll(whereDoorsAreFree(setup, wall)), log::toString);
        return started.getFirst();
    }

    /**
     * A program that another test starts has the open doors of this process until it has begun:
     * those that were shut meanwhile, too.
     */
    private List<Daemon> whereDoorsAreFree(Setup.Source setup, InstantSource wall)
            throws IOException {
        Notices notices = new Notices(new PrintWriter(log), Clock.systemUTC(), false);
        try {
            return List.of(Daemon.start(setup, new Clocks(wall, System::nanoTime), notices));
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).endsWith(": Address already in use")) {
                return List.of();
            }
            throw e;
        }
    }

    /** Asks the daemon as an administrator does. */
    String ask(String path, String json) throws IOException {
        HttpCall.Answer answer =
                HttpCall.post(
                        UnixDomainSocketAddress.of(folder.resolve("control.sock")), path, json);
        assertEquals(200, answer.status(), answer.body());
        return answer.body();
    }

    void untilUsed(String payer, Channel channel, String limit, long used) throws Exception {
        until(() -> used(payer, channel, limit) == used);
    }

    /** How much of a limit; -1 where the daemon knows of none. */
    private long used(String payer, Channel channel, String limit) throws IOException {
        String answer = ask("/limits", "{\"account\":\"" + payer + "\"}");
        for (JsonNode one : JsonMapper.shared().readTree(answer).path("limits")) {
            if (one.path("channel").asString("").equals(channel.word())
                    && one.path("limit").asString("").equals(limit)) {
                return one.path("used").asLong(-1);
            }
        }
        return -1;
    }

    /** Waits for the daemon and the mail servers. */
    void until(Callable<Boolean> done) throws Exception {
        Wait.until(done, () -> log + "\n" + mailed());
    }

    /** What Postfix has logged. */
    String mailed() {
        try {
            return Files.readString(mailLog());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its servers have logged, as Argine reads it afterwards. */
    Log past(String... logs) throws IOException {
        return Servers.find(
                        new Servers.Asked(
                                Stream.of(logs).map(this::path).toList(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Clock.systemUTC()))
                .log()
                .orElseThrow();
    }

    /** By which {@code argine contain} finds it and the daemon. */
    List<String> where() {
        return List.of(
                "--config",
                etc(),
                "--dovecot",
                path("dovecot/dovecot.conf").toString(),
                "--store",
                folder.resolve("contain").toString(),
                "--guard-socket",
                folder.resolve("control.sock").toString());
    }

    /** {@code argine contain} with these words, which asks nothing. */
    Typed contain(String... words) {
        List<String> all = new ArrayList<>(List.of("contain", "--yes"));
        all.addAll(List.of(words));
        all.addAll(where());
        return Typed.run(all);
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

    String postcat(String queueId) throws IOException {
        return lab.run("postcat", "-c", etc(), "-q", queueId);
    }

    /** A setting of the running Postfix. */
    String setting(String name) throws IOException {
        return lab.run("postconf", "-c", etc(), "-h", name).strip();
    }

    /** Sets it, for the sessions that come. */
    void set(String name, String value) throws Exception {
        lab.run("postconf", "-c", etc(), "-e", name + "=" + value);
        lab.reloadPostfix();
    }

    private String etc() {
        return path("postfix/etc").toString();
    }
}
