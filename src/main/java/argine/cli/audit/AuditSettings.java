// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import argine.audit.probe.Probe;
import argine.audit.setting.Finding;
import argine.audit.setting.Finding.Severity;
import argine.audit.setting.LaxSettings;
import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.OutputOptions;
import argine.cli.desk.Surroundings;
import argine.investigate.face.Json;
import argine.investigate.face.Plain;
import argine.server.Configuration;
import argine.server.ConfigurationFinder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code argine audit settings}: which settings help a thief, and what to type. */
@CommandLine.Command(
        description = "Says which settings help a thief, and what to type.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine audit settings                                  asks postconf and doveconf",
            "  argine audit settings --postfix etc-postfix --dovecot etc-dovecot",
            "  argine audit settings --fix                            only the commands",
            "  argine audit settings --probe                          asks the running server too",
            "",
            "Exit code: 0 nothing of weight, 1 could not be done or a probe was not answered, 2 asked",
            "wrongly, 3 something is lax."
        })
public final class AuditSettings implements Command {
    private static final int VALUE = 160;

    private final Surroundings surroundings;

    @Option(
            names = "--postfix",
            paramLabel = "PATH",
            description = "The folder of main.cf and master.cf, or what postconf -n and -P print.")
    private Optional<Path> postfix = Optional.empty();

    @Option(
            names = "--dovecot",
            paramLabel = "PATH",
            description = "The folder of dovecot.conf, that file, or what doveconf -n prints.")
    private Optional<Path> dovecot = Optional.empty();

    @Option(
            names = "--icewarp",
            paramLabel = "PATH",
            description =
                    "IceWarp's folder, whose tool is asked; or what tool get system prints, see"
                            + " docs/audit.md.")
    private Optional<Path> icewarp = Optional.empty();

    @Option(names = "--fix", description = "Prints only the commands. It runs none.")
    private boolean fix;

    @Mixin private ProbeOptions probe = new ProbeOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    public AuditSettings(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        boolean json = output.isJson();
        Configuration configuration = configuration();
        List<Finding> findings = new ArrayList<>(LaxSettings.look(configuration));
        List<String> where = new ArrayList<>(configuration.where());
        List<String> untold = List.of();
        if (probe.isAsked()) {
            Probe.Answers answers = probe.answers();
            findings.addAll(answers.findings());
            findings.sort(Comparator.comparing(Finding::severity));
            where.addAll(answers.notes());
            untold = answers.untold();
        }
        findings.replaceAll(NamedInstance.of(postfix, dovecot)::at);
        String text =
                json
                        ? json(where, findings, untold)
                        : fix ? commands(findings) : text(where, findings, untold);
        output.show(surroundings, text);
        if (findings.stream().anyMatch(finding -> finding.severity() != Severity.LOW)) {
            return Exit.SOMETHING_IS_WRONG;
        }
        return untold.isEmpty() ? Exit.DONE : Exit.NOT_DONE;
    }

    /** What is set; with a probe there may be nothing to read. */
    private Configuration configuration() throws IOException {
        try {
            return ConfigurationFinder.find(postfix, dovecot, icewarp, LaxSettings.icewarpNames());
        } catch (NoSuchFileException e) {
            if (probe.isAsked() && postfix.isEmpty() && dovecot.isEmpty() && icewarp.isEmpty()) {
                return Configuration.of(
                        Map.of(), Map.of(), List.of(), Map.of(), List.of(), List.of());
            }
            throw e;
        }
    }

    private static String json(List<String> where, List<Finding> findings, List<String> untold) {
        return Json.object(
                json -> {
                    json.objects("lax", findings, finding -> finding(json, finding));
                    json.texts("notTold", untold);
                    json.texts("read", where);
                });
    }

    private static void finding(Json json, Finding finding) {
        json.text("severity", lower(finding));
        json.text("server", finding.server());
        json.text("setting", finding.setting());
        json.text("value", finding.value());
        json.text("why", finding.why());
        json.text("safe", finding.safe());
        json.text("command", finding.command());
    }

    private static String lower(Finding finding) {
        return finding.severity().name().toLowerCase(Locale.ROOT);
    }

    private static String commands(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append("# ")
                    .append(lower(finding))
                    .append(": ")
                    .append(Plain.line(finding.why()))
                    .append('\n');
            text.append(Plain.line(finding.command())).append('\n');
        }
        return text.toString();
    }

    private static String text(List<String> where, List<Finding> findings, List<String> untold) {
        StringBuilder text = new StringBuilder();
        long high = count(findings, Severity.HIGH);
        long medium = count(findings, Severity.MEDIUM);
        String none = untold.isEmpty() ? "Nothing lax" : "Nothing lax as far as it was told";
        text.append(findings.isEmpty() ? none : "LAX: ");
        if (!findings.isEmpty()) {
            text.append(high).append(" open a door, ");
            text.append(medium).append(" keep one from closing, ");
            text.append(count(findings, Severity.LOW)).append(" of less weight");
        }
        text.append(" (read: ").append(Plain.line(String.join("; ", where))).append(").\n");
        for (Finding finding : findings) {
            text.append('\n').append(finding.severity()).append(": ");
            text.append(Plain.line(finding.setting())).append(" = ");
            text.append(Plain.line(finding.value(), VALUE)).append('\n');
            text.append("    ").append(Plain.line(finding.why())).append('\n');
            text.append("    ").append(Plain.line(finding.command())).append('\n');
        }
        for (String line : untold) {
            text.append("\nNOT TOLD: ").append(Plain.line(line)).append('\n');
        }
        return text.toString();
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).count();
    }
}
