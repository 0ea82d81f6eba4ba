// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code argine guard barred}: who is kept out, for people, firewalls and other programs. */
@CommandLine.Command(
        description =
                "Shows which networks are barred, also as firewalls and other programs read it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine guard barred",
            "  argine guard barred --format list > /etc/barred",
            "  argine guard barred --format nftables | nft -f -",
            "  argine guard barred --format crowdsec > bars.json",
            "  cscli decisions import -i bars.json",
            "",
            "Every form but text and json holds only what is in force, and networks alone."
        })
public final class GuardBarred implements Command {
    private final Surroundings surroundings;

    @Mixin private AskedDaemon daemon = new AskedDaemon();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "text, json, list, nftables, fail2ban or crowdsec (${DEFAULT-VALUE}).",
            defaultValue = "text")
    private BarForm form = BarForm.TEXT;

    public GuardBarred(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        AskedDaemon.Told told = daemon.ask("/barred", AskedDaemon.question());
        Instant now = surroundings.clock().instant();
        List<BarLines.Net> nets = BarLines.nets(told.tree(), now);
        PrintWriter out = surroundings.out();
        switch (form) {
            case TEXT -> print(told.tree().path("barred"), out);
            case JSON -> out.println(told.json());
            case LIST -> out.print(BarLines.list(nets));
            case NFTABLES -> out.print(NftablesSets.text(nets));
            case FAIL2BAN -> out.print(BarLines.fail2ban(nets, now));
            case CROWDSEC -> out.print(BarLines.crowdsec(nets));
        }
        return Exit.DONE;
    }

    private static void print(JsonNode bars, PrintWriter out) {
        if (bars.isEmpty()) {
            out.println("Nobody is barred.");
            return;
        }
        out.println("Barred (argine guard unbar NAME lets in, argine why CODE tells the story):");
        for (JsonNode bar : bars) {
            out.println("  " + GuardStatus.text(bar, "code") + "  " + BarLines.line(bar));
        }
    }
}
