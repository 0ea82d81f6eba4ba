// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Decoding of text whose character set is what its sender says, if that.
 *
 * <p>Where nothing usable is said, what is valid UTF-8 is UTF-8, and the rest Windows-1252, in
 * which every byte is some character.
 *
 * <p>To ask Java for a name that it does not know takes it up to a millisecond, and a stranger may
 * make up any number of names; so they are looked up among those that there are.
 */
public final class Charsets {
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Map<String, Charset> USUAL =
            byName(
                    List.of(
                            StandardCharsets.UTF_8,
                            StandardCharsets.ISO_8859_1,
                            StandardCharsets.US_ASCII,
                            WESTERN));

    private Charsets() {}

    /** Made only when somebody asks for a rare one: it takes longer than to read many messages. */
    private static final class All {
        static final Map<String, Charset> BY_NAME = byName(Charset.availableCharsets().values());
    }

    private static Map<String, Charset> byName(Collection<Charset> charsets) {
        Map<String, Charset> byName = new HashMap<>();
        for (Charset charset : charsets) {
            charset.aliases().forEach(name -> byName.put(name.toLowerCase(Locale.ROOT), charset));
            byName.put(charset.name().toLowerCase(Locale.ROOT), charset);
        }
        return byName;
    }

    /** The character set of a name in letters of any case, if there is one. */
    public static Optional<Charset> known(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Charset usual = USUAL.get(lower);
        return usual != null ? Optional.of(usual) : Optional.ofNullable(All.BY_NAME.get(lower));
    }

    static String decode(byte[] bytes, String said) {
        return said.isEmpty() || said.equalsIgnoreCase("us-ascii")
                ? guess(bytes)
                : known(said)
                        .map(charset -> new String(bytes, charset))
                        .orElseGet(() -> guess(bytes));
    }

    private static String guess(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return new String(bytes, WESTERN);
        }
    }
}
