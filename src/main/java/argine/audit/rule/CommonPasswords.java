// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import com.nulabinc.zxcvbn.io.ClasspathResource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The 30,000 passwords that most people choose, by the list from leaks that zxcvbn brings. */
public final class CommonPasswords {
    private static final String LIST = "/com/nulabinc/zxcvbn/matchers/dictionaries/passwords.txt";

    private CommonPasswords() {}

    /** Loaded at the first use. */
    private static final class Loaded {
        static final List<String> WORDS = read();
        static final Set<String> SET = new HashSet<>(WORDS);

        private static List<String> read() {
            try (InputStream in = new ClasspathResource(LIST).getInputStream();
                    BufferedReader lines =
                            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return lines.lines().filter(line -> !line.isEmpty()).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** In small letters, most frequent first. */
    static List<String> list() {
        return Loaded.WORDS;
    }

    /** Whether the password is one of them, however it is capitalised. */
    public static boolean contains(String password) {
        return Loaded.SET.contains(password.toLowerCase(Locale.ROOT));
    }
}
