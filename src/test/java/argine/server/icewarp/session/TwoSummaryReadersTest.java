// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.Address;
import argine.mail.QueueId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The reader of summaries beside a clear one, on what a server wrote and on damaged forms of it.
 */
class TwoSummaryReadersTest {
    private static final Path LOGS = Path.of("examples/icewarp/logs");
    private static final Pattern FORM =
            Pattern.compile(
                    "<([^<>]{0,320})> <([^<>]{0,2000})> (\\d{1,9}) (\\d{1,15}) [\\d:.]{4,20} (.*)",
                    Pattern.DOTALL);
    private static final List<String> ODD =
            List.of(
                    "<> <a@b.test,c@d.test; e@f.test> 3 1 00:00:01 OK",
                    "<a@b.test> <> 0 0 00:00:00 OK RSH57823",
                    "<a@b.test> <c@d.test> 1 1 00:00:00 ",
                    "<a@b.test> <c@d.test> 1 1 00:00:00 ERROR no MX 201404121913121531",
                    "<a<b> <c@d.test> 1 1 00:00:00 OK",
                    "<a@b.test> <c@d.test> 1234567890 1 00:00:00 OK",
                    "<a@b.test> <c@d.test> 1 1 0:0 OK",
                    "<a@b.test>  <c@d.test> 1 1 00:00:00 OK",
                    "<ä@b.test> <c@d.test> 1 1 00:00:00.5 ÖK",
                    "",
                    "<");

    private final SummaryReader fast = new SummaryReader(new Addresses());

    private static Optional<Summary> slow(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        List<Address> recipients = new ArrayList<>();
        for (String one : m.group(2).split("[,; ]+", -1)) {
            if (!one.isEmpty()) {
                recipients.add(Address.of(one));
            }
        }
        String result = m.group(5).strip();
        String last = result.substring(result.lastIndexOf(' ') + 1);
        boolean named = MsgId.isOne(last);
        return Optional.of(
                new Summary(
                        Address.of(m.group(1)),
                        recipients,
                        Integer.parseInt(m.group(3)),
                        Long.parseLong(m.group(4)),
                        named
                                ? result.substring(0, result.length() - last.length()).strip()
                                : result,
                        named ? Optional.of(new QueueId(last)) : Optional.empty()));
    }

    private void same(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(slow(text), fast.read(bytes, 0, bytes.length), text);
    }

    @Test
    void bothSayTheSameOfEverySummaryOfAServer() throws IOException {
        Random dice = new Random(7);
        int read = 0;
        try (Stream<Path> files = Files.list(LOGS)) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                    int at = line.indexOf(" *** ");
                    if (at >= 0) {
                        String text = line.substring(at + 5);
                        same(text);
                        same(damaged(text, dice));
                        read++;
                    }
                }
            }
        }
        assertEquals(true, read > 500, () -> "too few summaries");
    }

    @Test
    void bothSayTheSameOfOddOnes() {
        ODD.forEach(this::same);
    }

    private static String damaged(String text, Random dice) {
        StringBuilder other = new StringBuilder(text);
        String letters = "<> 0:.,;aZ";
        for (int i = 0; i < 2; i++) {
            int at = dice.nextInt(other.length());
            char letter = letters.charAt(dice.nextInt(letters.length()));
            switch (dice.nextInt(3)) {
                case 0 -> other.setCharAt(at, letter);
                case 1 -> other.insert(at, letter);
                default -> other.deleteCharAt(at);
            }
        }
        return other.toString();
    }
}
