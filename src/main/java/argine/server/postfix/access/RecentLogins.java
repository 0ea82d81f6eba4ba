// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose session each smtpd process has now, by the end of the log.
 *
 * <p>Postfix names the login with the first recipient that it accepts ({@code client=}), so a
 * session that has sent nothing yet is nobody's. One process serves one client after another: only
 * what it wrote since its last {@code connect} counts.
 */
final class RecentLogins {
    private static final int TAIL = 32 * 1024 * 1024;
    private static final Pattern LINE = Pattern.compile("^.{0,200}?/smtpd\\[(\\d{1,10})\\]: (.*)$");
    private static final Pattern LOGIN =
            Pattern.compile(
                    "[0-9A-Za-z]{6,40}: client=[^,]{1,400}, sasl_method=[^,]{1,40},"
                            + " sasl_username=(.{1,300}?)(?:, sasl_sender=.*)?");

    private RecentLogins() {}

    /** The login of each of the processes that has told it; the others are left out. */
    static Map<Long, String> of(List<Path> logs, Set<Long> processes) throws IOException {
        Map<Long, String> logins = new HashMap<>();
        for (Path log : logs) {
            for (String line : tail(log).split("\n", -1)) {
                take(line, processes, logins);
            }
        }
        return logins;
    }

    static void take(String line, Set<Long> processes, Map<Long, String> logins) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return;
        }
        long pid = Long.parseLong(matcher.group(1));
        String rest = matcher.group(2);
        if (!processes.contains(pid)) {
            return;
        }
        if (rest.startsWith("connect from ") || rest.startsWith("disconnect from ")) {
            logins.remove(pid);
            return;
        }
        login(rest).ifPresent(account -> logins.put(pid, account));
    }

    private static Optional<String> login(String rest) {
        Matcher login = LOGIN.matcher(rest);
        return login.matches()
                ? Optional.of(login.group(1).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    private static String tail(Path log) throws IOException {
        if (!Files.isRegularFile(log)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            long from = Math.max(0, channel.size() - TAIL);
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
            int got = 0;
            while (got >= 0 && bytes.hasRemaining()) {
                got = channel.read(bytes, from + bytes.position());
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }
}
