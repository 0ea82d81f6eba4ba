// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import argine.cli.desk.Exit;
import argine.cli.desk.Typed;
import argine.investigate.face.Plain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What the user is told when a command fails, and with which code the process ends.
 *
 * <p>One line when they can do something about it, a stack trace only when we must.
 */
final class Trouble {
    private final PrintWriter err;

    Trouble(PrintWriter err) {
        this.err = err;
    }

    int askedWrongly(ParameterException e, String[] args) {
        err.println("argine: " + oneLine(misunderstanding(e)));
        if (!mayShowPassword(e)) {
            UnmatchedArgumentException.printSuggestions(e, err);
        }
        err.println("Examples: " + command(e) + " --help");
        return Exit.ASKED_WRONGLY;
    }

    /** A word too many behind {@code argine password} may be the password itself. */
    private static boolean mayShowPassword(ParameterException e) {
        return e instanceof UnmatchedArgumentException
                && command(e).matches("argine password(?: .*)?");
    }

    private static String command(ParameterException e) {
        return e.getCommandLine().getCommandSpec().qualifiedName();
    }

    private static String misunderstanding(ParameterException e) {
        if (mayShowPassword(e)) {
            return command(e)
                    + " does not take that word, which is not shown as it may be a password: a"
                    + " password is read from the standard input (what stands on a command line"
                    + " others can read, and the shell remembers)";
        }
        if (e instanceof UnmatchedArgumentException unmatched
                && e.getCommandLine().getParent() == null) {
            String word = unmatched.getUnmatched().getFirst();
            return Overview.words().contains(word)
                    ? word + " is not in this version"
                    : "there is no '" + word + "'"; // what stands behind it may be a password
        }
        return e instanceof UnmatchedArgumentException one && isLog(one)
                ? "a log, and the folder of an IceWarp, is named with --log: argine "
                        + e.getCommandLine().getCommandName()
                        + " --log "
                        + Typed.quoted(one.getUnmatched().getFirst())
                : String.valueOf(e.getMessage());
    }

    /** Whether the word too many is a file or a folder, and the command reads such. */
    private static boolean isLog(UnmatchedArgumentException e) {
        try {
            return e.getCommandLine().getCommandSpec().findOption("--log") != null
                    && Files.exists(Path.of(e.getUnmatched().getFirst()));
        } catch (InvalidPathException _) {
            return false;
        }
    }

    int whileRunning(Exception e, CommandLine command, ParseResult parsed) {
        switch (e) {
            case ParameterException p -> {
                return askedWrongly(p, new String[0]);
            }
            case IOException io -> err.println("argine: " + oneLine(sentence(io)));
            case UncheckedIOException u -> err.println("argine: " + oneLine(sentence(cause(u))));
            default -> {
                return ourBug(e);
            }
        }
        return Exit.NOT_DONE;
    }

    /** More accounts than the memory holds that the launcher allows: no bug, and easily mended. */
    int outOfMemory() {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        err.println(
                "argine: "
                        + megabytes
                        + " MB of memory are not enough for so many accounts; allow more:"
                        + " ARGINE_JAVA_OPTIONS=-Xmx"
                        + Math.max(2, megabytes / 512)
                        + "g argine ...");
        return Exit.NOT_DONE;
    }

    int ourBug(Throwable e) {
        err.println("argine: this is a mistake in Argine, please report it:");
        e.printStackTrace(err);
        return Exit.OUR_BUG;
    }

    private static IOException cause(UncheckedIOException e) {
        IOException cause = e.getCause();
        return cause == null ? new IOException(String.valueOf(e.getMessage())) : cause;
    }

    /** The JDK's own file exceptions often say no more than the file's name. */
    static String sentence(IOException e) {
        String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return switch (e) {
            case FileSystemException f when f.getReason() != null -> said;
            case NoSuchFileException _ -> said + ": there is no such file";
            case AccessDeniedException _ -> said + ": not allowed, try as root or with sudo";
            case FileAlreadyExistsException _ -> said + ": exists already, choose another name";
            default -> said;
        };
    }

    /** A message may quote a stranger's bytes; none of them reaches the terminal as a command. */
    private static String oneLine(String message) {
        return Plain.line(message).strip();
    }
}
