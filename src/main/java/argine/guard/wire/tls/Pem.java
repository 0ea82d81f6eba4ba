// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks of a PEM file; the text around them is for people, and passed over.
 *
 * <p>What is refused is said without quoting it: it may be of a key.
 */
record Pem(Path file, List<Block> blocks) {
    private static final int LARGEST = 256 * 1024;
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");

    /** One block: what it says it is, and what is in it. */
    record Block(String label, String body) {}

    static Pem read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (bytes.length > LARGEST) {
            throw new IOException(file + " is too large for a certificate or a key");
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Block> blocks = new ArrayList<>();
        Matcher begin = BEGIN.matcher(text);
        for (int at = 0; begin.find(at); ) {
            int end = text.indexOf("-----END " + begin.group(1) + "-----", begin.end());
            if (end < 0) {
                throw new IOException(file + ": a " + begin.group(1) + " without an end");
            }
            blocks.add(new Block(begin.group(1), text.substring(begin.end(), end)));
            at = end;
        }
        return new Pem(file, List.copyOf(blocks));
    }

    /** What is in a block. */
    byte[] bytes(Block block) throws IOException {
        try {
            return Base64.getDecoder().decode(block.body().replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw wrong("a " + block.label() + " that is not base64", e);
        }
    }

    IOException wrong(String what) {
        return new IOException(file + ": " + what);
    }

    IOException wrong(String what, Exception cause) {
        return new IOException(file + ": " + what, cause);
    }

    /** Without the blocks, for one may be a key. */
    @Override
    public String toString() {
        return file.toString();
    }
}
