// SPDX-License-Identifier: Apache-2.0
package argine.audit.scheme;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The host's crypt(3), which knows more ways to hash than Java and is faster at all of them.
 *
 * <p>libxcrypt where the host has it. What it is handed is bounded: a candidate of at most 511
 * bytes, and never one with a zero in it, which C would take for its end.
 */
@SuppressWarnings("restricted") // the launcher allows native access
final class Libcrypt {
    private static final int MAX_CANDIDATE = 511;
    private static final int STATE = 32 * 1024;
    private static final int MAX_HASH = 384;

    private static final Optional<SymbolLookup> LIBRARY = library();
    private static final Optional<MethodHandle> CRYPT_R =
            function(
                    "crypt_r",
                    FunctionDescriptor.of(
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS));
    private static final Optional<MethodHandle> CHECKSALT =
            function(
                    "crypt_checksalt",
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

    /** Answers of crypt_checksalt(3) to a hash that can be made. */
    private static final Set<Integer> CAN_BE_MADE = Set.of(0, 3, 4);

    private Libcrypt() {}

    private static Optional<SymbolLookup> library() {
        return Stream.of("libcrypt.so.1", "libcrypt.so.2")
                .flatMap(name -> library(name).stream())
                .findFirst();
    }

    private static Optional<SymbolLookup> library(String name) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (RuntimeException | LinkageError _) { // absent, or not allowed to be called
            return Optional.empty();
        }
    }

    private static Optional<MethodHandle> function(String name, FunctionDescriptor form) {
        return LIBRARY.flatMap(library -> library.find(name))
                .map(address -> Linker.nativeLinker().downcallHandle(address, form));
    }

    /** Whether this host's library can make a hash of this kind at all. */
    static boolean knows(String hash) {
        if (CRYPT_R.isEmpty() || CHECKSALT.isEmpty()) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(hash, StandardCharsets.ISO_8859_1);
            return CAN_BE_MADE.contains((int) CHECKSALT.get().invokeExact(text));
        } catch (Throwable e) {
            throw new IllegalStateException("crypt_checksalt", e);
        }
    }

    static Check check(String hash) {
        return new OneHash(CRYPT_R.orElseThrow(), hash);
    }

    /** One hash, with the memory that the library works in. */
    private static final class OneHash implements Check {
        private final MethodHandle function;
        private final byte[] hash;
        private final MemorySegment setting;
        private final MemorySegment candidate;
        private final MemorySegment state;

        OneHash(MethodHandle function, String hash) {
            this.function = function;
            this.hash = hash.getBytes(StandardCharsets.ISO_8859_1);
            Arena arena = Arena.ofAuto();
            this.setting = arena.allocateFrom(hash, StandardCharsets.ISO_8859_1);
            this.candidate = arena.allocate(MAX_CANDIDATE + 1);
            this.state = arena.allocate(STATE);
        }

        @Override
        public boolean matches(byte[] text) {
            if (text.length > MAX_CANDIDATE || contains(text, (byte) 0)) {
                return false;
            }
            return Arrays.equals(make(text), hash);
        }

        private byte[] make(byte[] text) {
            MemorySegment.copy(text, 0, candidate, ValueLayout.JAVA_BYTE, 0, text.length);
            candidate.set(ValueLayout.JAVA_BYTE, text.length, (byte) 0);
            try {
                MemorySegment made =
                        (MemorySegment) function.invokeExact(candidate, setting, state);
                candidate.fill((byte) 0);
                return made.address() == 0 ? new byte[0] : text(made.reinterpret(MAX_HASH));
            } catch (Throwable e) {
                throw new IllegalStateException("crypt_r", e);
            }
        }

        private static byte[] text(MemorySegment made) {
            int length = 0;
            while (length < MAX_HASH && made.get(ValueLayout.JAVA_BYTE, length) != 0) {
                length++;
            }
            return made.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        }

        private static boolean contains(byte[] text, byte wanted) {
            for (byte b : text) {
                if (b == wanted) {
                    return true;
                }
            }
            return false;
        }
    }
}
