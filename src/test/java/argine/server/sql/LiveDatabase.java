// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import argine.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real PostgreSQL or MariaDB of the tests' own: in a temporary folder, on loopback alone, as a
 * user without rights; started once, and gone with the tests.
 */
public enum LiveDatabase {
    POSTGRESQL("jdbc:postgresql://127.0.0.1:%d/mail?sslmode=disable"),
    MARIADB("jdbc:mariadb://127.0.0.1:%d/mail");

    private static final String USER = "argine";
    private static final String PASSWORD = "database-secret-41";
    private static final int PATIENCE = 3000;

    /** Its thread lasts as long as the process: a server ends with the thread that started it. */
    private static final ExecutorService STARTER =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("argine-databases").factory());

    private static final Map<LiveDatabase, Integer> RUNNING = new EnumMap<>(LiveDatabase.class);

    private final String url;

    LiveDatabase(String url) {
        this.url = url;
    }

    /** Those that can be started here; says in one line which cannot. */
    public static List<LiveDatabase> here() {
        List<LiveDatabase> here = new ArrayList<>();
        for (LiveDatabase database : values()) {
            if (database.program().isPresent() && Files.exists(Path.of("/usr/bin/setpriv"))) {
                here.add(database);
            } else {
                System.err.println("left out: " + database + " is not installed (see ./check)");
            }
        }
        return here;
    }

    private Optional<Path> program() {
        if (this == MARIADB) {
            return Optional.of(Path.of("/usr/sbin/mariadbd")).filter(Files::isExecutable);
        }
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin/postgres"))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Connects as the owner of the database {@code mail}; starts the server at the first time. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(String.format(url, port()), USER, PASSWORD);
    }

    /** Empties the database, and runs statements that end with a semicolon and a line end. */
    public void fill(String statements) throws SQLException {
        try (Connection connection = connect();
                Statement asked = connection.createStatement()) {
            if (this == POSTGRESQL) {
                asked.execute("DROP SCHEMA public CASCADE");
                asked.execute("CREATE SCHEMA public");
            } else {
                asked.execute("DROP DATABASE mail");
                asked.execute("CREATE DATABASE mail CHARACTER SET utf8mb4");
                asked.execute("USE mail");
            }
            for (String statement : statements.split(";\n", -1)) {
                if (!statement.isBlank()) {
                    asked.execute(statement);
                }
            }
        }
    }

    /** Writes a configuration that leads to it, with what else stands there. */
    public Path config(Path folder, String more) throws IOException {
        Path file = Files.createTempFile(folder, "accounts", ".conf"); // only its owner reads it
        return Files.writeString(
                file,
                "url = "
                        + String.format(url, port())
                        + "\nuser = "
                        + USER
                        + "\npassword = "
                        + PASSWORD
                        + "\n"
                        + more);
    }

    public String password() {
        return PASSWORD;
    }

    public synchronized int port() {
        synchronized (RUNNING) {
            return RUNNING.computeIfAbsent(this, LiveDatabase::start);
        }
    }

    private static int start(LiveDatabase database) {
        try {
            Path folder = Files.createTempDirectory("argine-database");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            run(List.of("chown", "nobody", folder.toString()));
            int port = FreePort.next();
            Process server =
                    database == POSTGRESQL
                            ? database.postgresql(folder, port)
                            : database.mariadb(folder, port);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
            database.await(server, folder, port);
            return port;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process postgresql(Path folder, int port) throws IOException, InterruptedException {
        Path bin = program().orElseThrow().getParent();
        Path data = folder.resolve("data");
        Path secret = folder.resolve("secret");
        Files.writeString(secret, PASSWORD);
        run(List.of("chmod", "644", secret.toString()));
        run(
                unprivileged(
                        bin.resolve("initdb") + "",
                        "-D" + data,
                        "-U" + USER,
                        "-Ascram-sha-256",
                        "--pwfile=" + secret,
                        "-EUTF8",
                        "--locale=C",
                        "--no-sync"));
        return background(
                folder,
                bin.resolve("postgres") + "",
                "-D" + data,
                "-p" + port,
                "-k" + folder,
                "-clisten_addresses=127.0.0.1",
                "-cfsync=off",
                "-cdynamic_shared_memory_type=mmap", // in its folder, which goes with the test
                "-cshared_buffers=16MB");
    }

    private Process mariadb(Path folder, int port) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        run(
                unprivileged(
                        "/usr/bin/mariadb-install-db",
                        "--no-defaults",
                        "--datadir=" + data,
                        "--tmpdir=" + folder, // its files in the usual one have everybody's names
                        "--skip-test-db",
                        "--auth-root-authentication-method=normal"));
        Path init = folder.resolve("init.sql");
        Files.writeString(
                init,
                "CREATE DATABASE mail CHARACTER SET utf8mb4;\n"
                        + String.format(
                                "CREATE USER '%s'@'127.0.0.1' IDENTIFIED BY '%s';%n",
                                USER, PASSWORD)
                        + String.format("GRANT ALL ON *.* TO '%s'@'127.0.0.1';%n", USER));
        run(List.of("chmod", "644", init.toString()));
        return background(
                folder,
                "/usr/sbin/mariadbd",
                "--no-defaults",
                "--datadir=" + data,
                "--tmpdir=" + folder,
                "--socket=" + folder.resolve("sock"),
                "--pid-file=" + folder.resolve("pid"),
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--port=" + port,
                "--init-file=" + init,
                "--innodb-buffer-pool-size=32M",
                "--innodb-flush-log-at-trx-commit=0");
    }

    private void await(Process server, Path folder, int port)
            throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE; i++) {
            String address = this == POSTGRESQL ? "postgres" : "mail";
            String to = String.format(url, port).replace("/mail", "/" + address);
            try (Connection connection = DriverManager.getConnection(to, USER, PASSWORD);
                    Statement asked = connection.createStatement()) {
                if (this == POSTGRESQL) {
                    asked.execute("CREATE DATABASE mail");
                }
                return;
            } catch (SQLException e) {
                if (server.waitFor(100, TimeUnit.MILLISECONDS) || i == PATIENCE - 1) {
                    throw new IOException(Files.readString(folder.resolve("log")), e);
                }
            }
        }
    }

    /** What it has started would write into the folder a moment longer. */
    private static void end(Process server, Path folder) {
        List<ProcessHandle> started = server.descendants().toList();
        server.destroyForcibly();
        try {
            server.waitFor();
            started.forEach(ProcessHandle::destroyForcibly);
            started.forEach(process -> process.onExit().join());
            run(List.of("rm", "-rf", folder.toString()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Process background(Path folder, String... command) throws IOException {
        Path log = folder.resolve("log");
        ProcessBuilder server =
                new ProcessBuilder(unprivileged(command))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        try {
            return STARTER.submit(server::start).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** As nobody where the tests run as root, and with the tests when they are killed. */
    private static List<String> unprivileged(String... command) {
        List<String> all = new ArrayList<>(List.of("/usr/bin/setpriv", "--pdeathsig=KILL"));
        if (System.getProperty("user.name").equals("root")) {
            all.addAll(List.of("--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        all.addAll(List.of(command));
        return all;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean may = command.getFirst().equals("chown"); // not root: the folder is ours anyway
        if (process.waitFor() != 0 && !may) {
            throw new IOException(command.getFirst() + ": " + said);
        }
    }
}
