// SPDX-License-Identifier: Apache-2.0
package argine.audit.scheme;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2 (RFC 9106) in its usual text form: {@code $argon2id$v=19$m=65536,t=3,p=1$salt$hash}.
 *
 * <p>libargon2 where the host has it, which is a third faster; Bouncy Castle otherwise. At most a
 * gibibyte is given to one comparison.
 */
@SuppressWarnings("restricted") // the launcher allows native access
final class Argon2 {
    private static final Pattern FORM =
            Pattern.compile(
                    "\\$argon2(id|i|d)\\$(?:v=([0-9]+)\\$)?m=([0-9]+),t=([0-9]+),p=([0-9]+)"
                            + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final int MAX_KIB = 1 << 20;
    private static final int MAX_PASSES = 1000;
    private static final int MAX_LANES = 64;
    private static final int MAX_HASH = 512;
    private static final int OLD_VERSION = 0x10;
    private static final int VERSION = 0x13;
    private static final int KIB_A_MILLI = 1_400;

    private static final Optional<MethodHandle> NATIVE = find();

    private final int type;
    private final int version;
    private final int kib;
    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] hash;

    private Argon2(String secret) throws Stored.Malformed {
        Matcher parts = FORM.matcher(secret);
        if (!parts.matches()) {
            throw new Stored.Malformed("not of Argon2's form");
        }
        this.type =
                switch (parts.group(1)) {
                    case "d" -> Argon2Parameters.ARGON2_d;
                    case "i" -> Argon2Parameters.ARGON2_i;
                    default -> Argon2Parameters.ARGON2_id;
                };
        this.version =
                parts.group(2) == null
                        ? OLD_VERSION
                        : Stored.number(parts.group(2), OLD_VERSION, VERSION);
        this.kib = Stored.number(parts.group(3), 8, MAX_KIB);
        this.passes = Stored.number(parts.group(4), 1, MAX_PASSES);
        this.lanes = Stored.number(parts.group(5), 1, MAX_LANES);
        try {
            this.salt = Stored.base64(parts.group(6));
            this.hash = Stored.base64(parts.group(7));
        } catch (IllegalArgumentException e) {
            throw new Stored.Malformed("not base64");
        }
        if (hash.length < 4 || hash.length > MAX_HASH || salt.length < 8) {
            throw new Stored.Malformed("a salt or hash of no possible length");
        }
    }

    static int micros(String secret) throws Stored.Malformed {
        Argon2 argon2 = new Argon2(secret);
        return (int)
                Math.min(Integer.MAX_VALUE, (long) argon2.kib * argon2.passes * 1000 / KIB_A_MILLI);
    }

    static Check check(String secret) throws Stored.Malformed {
        Argon2 argon2 = new Argon2(secret);
        return NATIVE.<Check>map(function -> text -> argon2.matches(function, text))
                .orElse(argon2::matchesInJava);
    }

    /** Without libargon2; also what the tests compare that with. */
    static Check inJava(String secret) throws Stored.Malformed {
        return new Argon2(secret)::matchesInJava;
    }

    private boolean matchesInJava(byte[] text) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(type)
                        .withVersion(version)
                        .withMemoryAsKB(kib)
                        .withIterations(passes)
                        .withParallelism(lanes)
                        .withSalt(salt)
                        .build());
        byte[] made = new byte[hash.length];
        generator.generateBytes(text, made);
        return Arrays.equals(made, hash);
    }

    private static Optional<MethodHandle> find() {
        try {
            SymbolLookup library = SymbolLookup.libraryLookup("libargon2.so.1", Arena.global());
            MemorySegment function = library.find("argon2_hash").orElseThrow();
            return Optional.of(
                    Linker.nativeLinker()
                            .downcallHandle(
                                    function,
                                    FunctionDescriptor.of(
                                            ValueLayout.JAVA_INT,
                                            ValueLayout.JAVA_INT, // passes
                                            ValueLayout.JAVA_INT, // memory
                                            ValueLayout.JAVA_INT, // lanes
                                            ValueLayout.ADDRESS,
                                            ValueLayout.JAVA_LONG, // password
                                            ValueLayout.ADDRESS,
                                            ValueLayout.JAVA_LONG, // salt
                                            ValueLayout.ADDRESS,
                                            ValueLayout.JAVA_LONG, // raw hash
                                            ValueLayout.ADDRESS,
                                            ValueLayout.JAVA_LONG, // encoded, not wanted
                                            ValueLayout.JAVA_INT, // type
                                            ValueLayout.JAVA_INT))); // version
        } catch (RuntimeException | LinkageError _) { // absent, or not allowed to be called
            return Optional.empty();
        }
    }

    private boolean matches(MethodHandle function, byte[] text) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment made = arena.allocate(hash.length);
            MemorySegment password = arena.allocate(text.length + 1L);
            MemorySegment.copy(text, 0, password, ValueLayout.JAVA_BYTE, 0, text.length);
            int trouble =
                    (int)
                            function.invokeExact(
                                    passes,
                                    kib,
                                    lanes,
                                    password,
                                    (long) text.length,
                                    arena.allocateFrom(ValueLayout.JAVA_BYTE, salt),
                                    (long) salt.length,
                                    made,
                                    (long) hash.length,
                                    MemorySegment.NULL,
                                    0L,
                                    type,
                                    version);
            password.fill((byte) 0);
            return trouble == 0
                    ? Arrays.equals(made.toArray(ValueLayout.JAVA_BYTE), hash)
                    : matchesInJava(text); // out of memory there
        } catch (Throwable e) {
            throw new IllegalStateException("argon2_hash", e);
        }
    }
}
