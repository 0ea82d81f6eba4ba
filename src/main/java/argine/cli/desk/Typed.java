// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** What a person types: a command, as a shell takes it again, and a password. */
public final class Typed {
    private static final int LONGEST = 4096;

    private Typed() {}

    /** The words after {@code argine} that led to this command. */
    public static String words(CommandSpec spec) {
        return words(spec.root().commandLine().getParseResult().originalArgs());
    }

    /** The same with {@code --yes}, before the {@code --} behind which all are names. */
    public static String wordsWithYes(CommandSpec spec) {
        return wordsWith(spec, "--yes");
    }

    /** The same with any options. */
    public static String wordsWith(CommandSpec spec, String... options) {
        List<String> words =
                new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
        int names = words.indexOf("--");
        words.addAll(names < 0 ? words.size() : names, List.of(options));
        return words(words);
    }

    public static String words(List<String> words) {
        return words.stream().map(Typed::quoted).collect(Collectors.joining(" "));
    }

    public static String quoted(String word) {
        return word.matches("[A-Za-z0-9@%+=:,./_-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }

    /** The first line, or what comes before a zero byte, as pam_exec writes it. */
    public static String password(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST + 1);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0 && bytes[end] != '\n') {
            end++;
        }
        if (end > LONGEST) {
            throw new IOException("a password longer than " + LONGEST + " bytes");
        }
        int length = end > 0 && bytes[end - 1] == '\r' ? end - 1 : end;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("the password is not UTF-8", e);
        }
    }
}
