// SPDX-License-Identifier: Apache-2.0
package argine.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is moved within its volume: one step for the file system, so that it is at the one
 * place or at the other whatever happens, with the same bytes, owner and times.
 *
 * <p><b>Limits.</b> That nothing stands at the new place is looked at just before. Nobody else
 * writes to where messages are held; in a queue, a server would have to give out the same name in
 * the same microseconds.
 */
public final class Moved {
    private Moved() {}

    /** Moves a file and says what came of it. */
    public static Holds.Answer answer(Holds.Slip slip, Path from, Path to) {
        try {
            if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
                return Holds.Answer.left(slip, "its place is taken: " + to);
            }
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return Holds.Answer.done(slip);
        } catch (NoSuchFileException _) {
            return Files.exists(from, LinkOption.NOFOLLOW_LINKS)
                    ? Holds.Answer.left(slip, "there is no folder " + to.getParent())
                    : Holds.Answer.gone(slip);
        } catch (IOException e) {
            return Holds.Answer.left(slip, why(e));
        }
    }

    /**
     * A place below a folder, by its name from there.
     *
     * @throws IOException when the name leads out of the folder
     */
    public static Path below(Path folder, String name) throws IOException {
        try {
            Path place = folder.resolve(name).normalize();
            if (!name.isEmpty() && place.startsWith(folder) && !place.equals(folder)) {
                return place;
            }
        } catch (InvalidPathException _) {
            // said below
        }
        throw new FileSystemException(name, null, "leads out of " + folder);
    }

    /** Why something could not be done to a file, in a few words. */
    public static String why(IOException e) {
        return switch (e) {
            case AtomicMoveNotSupportedException _ ->
                    "held messages must be on the queue's own volume: " + e.getMessage();
            case AccessDeniedException _ -> "not allowed: " + e.getMessage();
            case NoSuchFileException _ -> "there is no " + e.getMessage();
            case FileAlreadyExistsException _ -> "in the way is " + e.getMessage();
            case FileSystemException f when f.getReason() != null ->
                    f.getReason() + ": " + f.getFile();
            default -> String.valueOf(e.getMessage());
        };
    }
}
