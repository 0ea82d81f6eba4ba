// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import argine.server.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The connections to this host's ports that are open now, as {@code ss} lists them. */
final class LiveSockets {
    private static final Pattern LINE =
            Pattern.compile(
                    "(?:[A-Z][A-Z0-9-]*)?\\s*\\d+\\s+\\d+\\s+(\\S+):(\\d{1,5})\\s+(\\S+):(\\d{1,5})"
                            + "(?:\\s+users:\\(\\(\"([^\"]*)\",pid=(\\d+).*)?\\s*");

    private LiveSockets() {}

    /**
     * One connection.
     *
     * @param pid the process that has it; 0 where it is not told
     */
    record Connection(String local, int port, String peer, int peerPort, String program, long pid) {

        boolean isFromThisHost() {
            return peer.equals(local) || peer.equals("127.0.0.1") || peer.equals("[::1]");
        }

        /** The address without brackets and without the prefix of mapped ones. */
        String client() {
            return peer.replaceAll("[\\[\\]]", "").replace("::ffff:", "");
        }

        String handle() {
            return local + ":" + port + " " + peer + ":" + peerPort;
        }

        /** The handle of the same connection at its other end, if that is on this host too. */
        String otherEnd() {
            return peer + ":" + peerPort + " " + local + ":" + port;
        }
    }

    /** Those to one of the ports. */
    static List<Connection> to(Set<Integer> ports) throws IOException {
        return parse(ss("-tnpH", "state", "established"), ports::contains);
    }

    /** All, those that are only being opened included. */
    static List<Connection> all() throws IOException {
        return parse(ss("-tnpH", "state", "connected"), _ -> true);
    }

    private static String ss(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("ss"));
        command.addAll(List.of(words));
        Program ss = Program.run(command);
        if (ss.exit() != 0) {
            throw new IOException("ss: " + ss.why());
        }
        return ss.said();
    }

    static List<Connection> parse(String printed, IntPredicate ports) {
        List<Connection> found = new ArrayList<>();
        for (String line : printed.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches() && ports.test(Integer.parseInt(matcher.group(2)))) {
                String program = matcher.group(5) == null ? "" : matcher.group(5);
                long pid = matcher.group(6) == null ? 0 : Long.parseLong(matcher.group(6));
                found.add(
                        new Connection(
                                matcher.group(1),
                                Integer.parseInt(matcher.group(2)),
                                matcher.group(3),
                                Integer.parseInt(matcher.group(4)),
                                program,
                                pid));
            }
        }
        return found;
    }

    /** Ends one connection in the kernel; its process logs a plain disconnect. */
    static void end(String handle) throws IOException {
        String[] ends = handle.split(" ", 2);
        Program.run(
                List.of("ss", "-K", "-tnH", "state", "connected", "src", ends[0], "dst", ends[1]));
    }
}
