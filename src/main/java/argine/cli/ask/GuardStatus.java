// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import argine.investigate.face.Plain;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code argine guard status}: does it stand, what has it decided, whom does it keep out? */
@CommandLine.Command(
        description = "Says how the running guard is.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine guard status",
            "  argine guard status --format json",
            "",
            "Exit code: 0 it enforces, 1 it does not answer, 2 asked wrongly, 3 mail passes that should not."
        })
public final class GuardStatus implements Command {
    private final Surroundings surroundings;

    @Mixin private ControlSocket daemon = new ControlSocket();

    public GuardStatus(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        AskedDaemon.Told status = daemon.ask("/status", ControlSocket.question());
        if (daemon.isJson()) {
            surroundings.out().println(status.json());
        } else {
            print(status.tree());
            printStopped(daemon.ask("/blocked", ControlSocket.question()).tree());
        }
        boolean well = status.tree().path("state").asString("").equals("enforcing");
        return well ? Exit.DONE : Exit.SOMETHING_IS_WRONG;
    }

    private void print(JsonNode status) {
        PrintWriter out = surroundings.out();
        String why = text(status, "why");
        out.println(
                "The guard is "
                        + text(status, "state")
                        + " since "
                        + text(status, "since")
                        + (why.isEmpty() ? "." : ": " + why));
        if (status.path("barred").asInt(0) > 0) {
            out.println("Barred: " + text(status, "barred") + " (argine guard barred shows them).");
        }
        JsonNode decided = status.path("decided");
        out.println(
                "Decided since its start: "
                        + text(decided, "passed")
                        + " passed, "
                        + text(decided, "deferred")
                        + " put off, "
                        + text(decided, "held")
                        + " held, "
                        + text(decided, "rejected")
                        + " rejected. On their way: "
                        + text(status, "open"));
        for (JsonNode door : status.path("doors")) {
            out.printf(
                    "  %-8s %-36s %s open of %s connections, %s malformed%n",
                    text(door, "door"),
                    text(door, "at"),
                    text(door, "open"),
                    text(door, "connections"),
                    text(door, "malformed"));
        }
        printLog(status.path("log"));
        for (JsonNode remark : status.path("remarks")) {
            out.println("Remark: " + Plain.line(remark.asString("")));
        }
    }

    /** A guard of before does not say. */
    private void printLog(JsonNode log) {
        PrintWriter out = surroundings.out();
        String looksAt = text(log, "looksAt");
        if (!log.isMissingNode()) {
            out.println(
                    looksAt.isEmpty()
                            ? "Log: none is looked at, so a suspect is neither told of nor stopped."
                            : "Log: " + looksAt + ". Loop: " + text(log, "loop") + ".");
        }
        for (JsonNode trouble : log.path("troubles")) {
            out.println("Log trouble: " + Plain.line(trouble.asString("")));
        }
    }

    private void printStopped(JsonNode blocked) {
        PrintWriter out = surroundings.out();
        if (blocked.path("stopped").isEmpty()) {
            out.println("No account is stopped.");
            return;
        }
        out.println("Stopped accounts (argine guard unblock NAME lets one go):");
        for (JsonNode block : blocked.path("stopped")) {
            out.println("  " + line(block));
        }
    }

    /** One block in one line. */
    static String line(JsonNode block) {
        String until = text(block, "until");
        return text(block, "account")
                + "  "
                + text(block, "extent")
                + " since "
                + text(block, "since")
                + (until.isEmpty() ? "" : " until " + until)
                + " by "
                + text(block, "by")
                + ": "
                + text(block, "why");
    }

    /** A value made printable; empty where there is none. */
    static String text(JsonNode node, String name) {
        return Plain.line(node.path(name).asString(""));
    }
}
