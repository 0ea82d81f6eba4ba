// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import argine.audit.rule.GuessRules;
import argine.mail.Account;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What earlier runs have done, so that only new and changed passwords cost anything.
 *
 * <p>No password and no hash is kept, only keyed fingerprints (HMAC-SHA-256, cut to 128 bits) of an
 * account with all that its guesses are made from, and beside each how many rules were tried or
 * which one hit. The key is random and stays in the same file, which only its owner may read: to
 * somebody else the fingerprints say nothing, not even that two accounts share a password.
 */
public final class Memory {
    private static final String HEADER = "argine-audit 1";
    private static final int KEY_LENGTH = 32;
    private static final int FINGERPRINT = 16;
    private static final int MOST_OF_OTHERS = 4;
    private static final int WORTH_FORGETTING = 10_000;
    private static final int MAX_FILE = 512 * 1024 * 1024;

    /** How far a password was tried, and the rule that hit it; rules are counted from 1. */
    record Tried(int rules, int hit) {
        static final Tried NOTHING = new Tried(0, 0);
    }

    private final Optional<Path> file;
    private final byte[] key;
    private final Map<String, Tried> known = new ConcurrentHashMap<>();
    private final Map<String, Tried> now = new ConcurrentHashMap<>();

    private Memory(Optional<Path> file, byte[] key) {
        this.file = file;
        this.key = key.clone();
    }

    /** Remembers nothing, and keeps nothing. */
    public static Memory none() {
        return new Memory(Optional.empty(), random());
    }

    /** Opens the file, or begins a new one where there is none. */
    public static Memory open(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new Memory(Optional.of(file), random());
        }
        List<String> lines = lines(file);
        if (lines.size() < 2 || !lines.getFirst().equals(HEADER)) {
            throw new IOException(
                    file + " is not a memory of this version; delete it and all is tried anew");
        }
        try {
            Memory memory = new Memory(Optional.of(file), HexFormat.of().parseHex(lines.get(1)));
            lines.subList(2, lines.size()).forEach(memory::take);
            return memory;
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged; delete it and all is tried anew", e);
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_FILE), StandardCharsets.US_ASCII).lines().toList();
        }
    }

    private static byte[] random() {
        byte[] key = new byte[KEY_LENGTH];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private void take(String line) {
        String[] words = line.split(" ", -1);
        if (words.length == 3 && words[0].length() == 2 * FINGERPRINT) {
            known.put(words[0], new Tried(Integer.parseInt(words[1]), Integer.parseInt(words[2])));
        }
    }

    /** A name for an account and all that is tried on it, which tells nothing without the key. */
    String fingerprint(Account account, String effort, List<String> companyWords, int year) {
        String all =
                List.of(
                                "" + GuessRules.VERSION,
                                account.name(),
                                account.password().scheme(),
                                account.password().secret(),
                                account.traits().displayName(),
                                account.traits().username(),
                                account.aliases().toString(),
                                effort,
                                companyWords.toString(),
                                "" + year)
                        .stream()
                        .map(part -> part.length() + ":" + part)
                        .collect(Collectors.joining());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] made = mac.doFinal(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(made, FINGERPRINT));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    Tried of(String fingerprint) {
        return known.getOrDefault(fingerprint, Tried.NOTHING);
    }

    void keep(String fingerprint, Tried tried) {
        now.put(fingerprint, tried);
    }

    /**
     * Writes what is known to the file. What another run asked for stays, until there is far more
     * of it than of what this run asked for.
     */
    void save() throws IOException {
        if (file.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        text.append(HexFormat.of().formatHex(key)).append('\n');
        Map<String, Tried> all = new HashMap<>();
        if (known.size() <= MOST_OF_OTHERS * Math.max(WORTH_FORGETTING, now.size())) {
            all.putAll(known);
        }
        all.putAll(now);
        all.forEach(
                (name, tried) ->
                        text.append(name)
                                .append(' ')
                                .append(tried.rules())
                                .append(' ')
                                .append(tried.hit())
                                .append('\n'));
        replace(file.get().toAbsolutePath(), text.toString());
    }

    private static void replace(Path file, String text) throws IOException {
        Path folder = file.getParent() == null ? Path.of("") : file.getParent();
        Files.createDirectories(folder);
        Path draft =
                Files.createTempFile(
                        folder,
                        ".audit",
                        "",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text, StandardCharsets.US_ASCII);
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
