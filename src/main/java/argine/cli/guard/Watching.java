// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.loop.Loop;
import argine.guard.loop.Mode;
import argine.server.Servers;
import argine.server.log.SystemJournal;
import argine.store.block.Block;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the daemon looks at, what it does then, and how people hear of it.
 *
 * @param run the program that ends sessions and holds mail, with ACCOUNT in place of the account
 * @param helper the socket of a helper that may do so; the account is written to it
 */
public record Watching(
        Logs logs, Loop.Settings loop, List<String> run, Optional<Path> helper, Ways ways) {
    private static final String UNREADABLE = " is not there, or may not be read by who asks";

    /** Nothing is looked at. */
    static final Watching NOTHING =
            new Watching(
                    new Logs(
                            List.of(),
                            false,
                            Optional.empty(),
                            Path.of("/etc/postfix"),
                            Duration.ofDays(14)),
                    new Loop.Settings(Mode.OFF, Block.Extent.EVERYTHING),
                    List.of(),
                    Optional.empty(),
                    new Ways(
                            Optional.empty(),
                            Optional.empty(),
                            List.of(),
                            List.of(),
                            "",
                            InetSocketAddress.createUnresolved("127.0.0.1", 25)));

    /**
     * Which logs.
     *
     * @param icewarp the folder of an IceWarp server or of its logs, in place of files and journal
     * @param waiting whether what waits in the queue is looked at, too
     * @param history how far back they are read to learn what is usual
     * @param mmdb which country and provider an address is of; may be empty
     */
    public record Logs(
            List<Path> files,
            boolean journal,
            Optional<Path> icewarp,
            Path postfix,
            Waiting waiting,
            Duration history,
            List<Path> mmdb) {

        /** Where nothing tells countries, with the queue that is found. */
        Logs(
                List<Path> files,
                boolean journal,
                Optional<Path> icewarp,
                Path postfix,
                Duration history) {
            this(files, journal, icewarp, postfix, Waiting.FOUND, history, List.of());
        }

        /** Logs as syslog writes them. */
        Logs(List<Path> files, boolean journal, Path postfix, Duration history) {
            this(files, journal, Optional.empty(), postfix, history);
        }

        /** The same with another log of syslog's or the journal. */
        Logs in(List<Path> otherFiles, boolean otherJournal) {
            return new Logs(
                    otherFiles, otherJournal, Optional.empty(), postfix, waiting, history, mmdb);
        }

        boolean isEmpty() {
            return !isSyslog() && icewarp.isEmpty();
        }

        boolean isSyslog() {
            return !files.isEmpty() || journal;
        }

        /** What they are, for people. */
        String names() {
            List<String> all = new ArrayList<>();
            icewarp.map(Path::toString).ifPresent(all::add);
            files.forEach(file -> all.add(file.toString()));
            if (journal) {
                all.add("the journal");
            }
            return String.join(", ", all);
        }
    }

    /**
     * Which queue is looked into.
     *
     * @param wanted whether any is
     * @param named its folder; else the one that the mail server's configuration names, where it
     *     may be read
     */
    public record Waiting(boolean wanted, Optional<Path> named) {
        static final String OFF = "off";
        static final Waiting NONE = new Waiting(false, Optional.empty());
        static final Waiting FOUND = new Waiting(true, Optional.empty());
    }

    /** The ways to people; any may be missing. */
    public record Ways(
            Optional<URI> webhook,
            Optional<Path> keyFile,
            List<String> run,
            List<String> mailTo,
            String mailFrom,
            InetSocketAddress smtp) {

        /** Whether people hear of it only by mail that waits behind the thief's. */
        boolean isOwnQueueOnly() {
            return webhook.isEmpty()
                    && run.isEmpty()
                    && !mailTo.isEmpty()
                    && smtp.getHostString().matches("localhost|127\\.[0-9.]+");
        }
    }

    /** Logs that are named and cannot be read, in words. */
    List<String> unreadable() {
        List<Path> all = new ArrayList<>(logs.files());
        logs.icewarp().ifPresent(all::add);
        all.addAll(logs.mmdb());
        List<String> trouble = new ArrayList<>();
        all.stream()
                .filter(path -> !Files.isReadable(path))
                .forEach(path -> trouble.add("[log] " + path + UNREADABLE));
        logs.waiting()
                .named()
                .filter(queue -> !Servers.mayRead(queue))
                .ifPresent(queue -> trouble.add("[log] " + queue + UNREADABLE));
        if (logs.journal() && !SystemJournal.isReadable()) {
            trouble.add("[log] the journal" + UNREADABLE);
        }
        return trouble;
    }
}
