// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Line;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;

/**
 * Some lines packed together: they resemble each other, so they take a fifth of what each took.
 *
 * <p>To read one, those before it are unpacked too; hardly any of them is ever shown.
 */
final class Bundle {
    private final byte[] packed;

    private Bundle(byte[] packed) {
        this.packed = packed;
    }

    static Bundle of(List<Line> lines, Deflater deflater) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(plain)) {
            String file = "";
            for (Line line : lines) {
                boolean same = line.file().equals(file);
                file = line.file();
                out.writeBoolean(same);
                if (!same) {
                    out.writeUTF(file);
                }
                out.writeLong(line.line());
                out.writeLong(line.offset());
                out.writeUTF(line.text());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a line is too long to be kept", e);
        }
        return new Bundle(deflated(plain.toByteArray(), deflater));
    }

    private static byte[] deflated(byte[] plain, Deflater deflater) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4);
        byte[] piece = new byte[4096];
        deflater.reset();
        deflater.setInput(plain);
        deflater.finish();
        while (!deflater.finished()) {
            packed.write(piece, 0, deflater.deflate(piece));
        }
        return packed.toByteArray();
    }

    Line line(int index) {
        try (DataInputStream in =
                new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(packed)))) {
            Line line = next(in, "");
            for (int i = 0; i < index; i++) {
                line = next(in, line.file());
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException("what was packed in memory is damaged", e);
        }
    }

    private static Line next(DataInputStream in, String before) throws IOException {
        String file = in.readBoolean() ? before : in.readUTF();
        return new Line(file, in.readLong(), in.readLong(), in.readUTF());
    }
}
