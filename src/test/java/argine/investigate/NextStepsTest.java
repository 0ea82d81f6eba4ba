// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NextStepsTest {
    private static final NextSteps.Waiting WAITING =
            new NextSteps.Waiting("20261124-rossi-example-org", 61);

    private static String sweep(String server, Origin origin, Again again) {
        return sweep(new NextSteps(server, true, again), origin);
    }

    private static String sweep(NextSteps next, Origin origin) {
        return next.of(origin, "rossi@example.org", WAITING, List.of()).stream()
                .filter(step -> step.startsWith("argine sweep"))
                .findFirst()
                .orElseThrow();
    }

    /** A command line that had these two options. */
    private static Again given(String log, String queue) {
        return names ->
                (names.contains("--log") ? " --log " + log : "")
                        + (names.contains("--queue") ? " --queue " + queue : "");
    }

    @Test
    void theThiefsMailIsSweptAndNotTheOwners() {
        assertEquals(
                "argine sweep --case 20261124-rossi-example-org",
                sweep("postfix", Origin.ACCOUNT, Again.NOTHING_NAMED));
        assertEquals(
                "argine sweep --case 20261124-rossi-example-org --log mail.log --queue spool",
                sweep("postfix", Origin.ACCOUNT, given("mail.log", "spool")));
    }

    @Test
    void whatLedToAnIcewarpLeadsToItAgain() {
        assertEquals(
                "argine sweep --server icewarp --case 20261124-rossi-example-org",
                sweep("icewarp", Origin.ACCOUNT, Again.NOTHING_NAMED));
        assertEquals(
                "argine sweep --server icewarp --case 20261124-rossi-example-org --log L --queue Q",
                sweep("icewarp", Origin.ACCOUNT, given("L", "Q")));
    }

    @Test
    void anIcewarpWhoseQueueIsNotKnownIsTakenForOneWithTheUsualFolders() {
        assertEquals(
                "argine sweep --server icewarp --case 20261124-rossi-example-org --log logs"
                        + " --queue mail/_outgoing",
                sweep(new NextSteps("icewarp", false, Again.NOTHING_NAMED), Origin.ACCOUNT));
    }

    @Test
    void whatLocksAnIcewarpIsLookedForInTheFolderThatWasNamed() {
        Again folder = names -> names.contains("--log") ? " --log /srv/icewarp" : "";
        List<String> steps =
                new NextSteps("icewarp", true, folder)
                        .of(Origin.ACCOUNT, "rossi", WAITING, List.of());
        assertEquals(
                List.of(
                        "argine contain rossi --server icewarp --icewarp /srv/icewarp",
                        "# its domain is not told by the log: write rossi@DOMAIN"),
                steps.subList(1, 3));
    }

    @Test
    void anOpenRelayIsSweptOnceItsClientIsKnown() {
        NextSteps next = new NextSteps("icewarp", true, given("L", "Q"));
        String door =
                "# take the client out of the trusted IPs (Mail > Security), or stop what sends from it";
        assertEquals(List.of(door), next.of(Origin.RELAY, "", WAITING, List.of()));
        assertEquals(
                List.of(
                        door,
                        "# take its mail out of the queue, so that it can be put back:",
                        "argine sweep --server icewarp --case 20261124-rossi-example-org --log L --queue Q"),
                next.of(Origin.RELAY, "", WAITING, sources(1)));
    }

    @Test
    void howManyMoreAddressesASessionMayBeOpenFromIsSaid() {
        assertEquals(List.of(), more(sources(5)));
        assertEquals(
                List.of(
                        "# and so for 3 more addresses that the report names; argine contain ends"
                                + " them all"),
                more(sources(8)));
    }

    private static List<String> more(List<Case.Source> sources) {
        return new NextSteps("postfix", true, Again.NOTHING_NAMED)
                .of(Origin.ACCOUNT, "rossi@example.org", WAITING, sources).stream()
                        .filter(step -> step.startsWith("# and so for"))
                        .toList();
    }

    private static List<Case.Source> sources(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(
                        i ->
                                new Case.Source(
                                        "203.0.113." + i,
                                        "203.0.113.0/24",
                                        1,
                                        0,
                                        0,
                                        "",
                                        "",
                                        Optional.empty(),
                                        Optional.empty()))
                .toList();
    }

    @Test
    void aLogThatCameThroughAPipeIsNotAskedForAgain() {
        assertEquals(
                "argine sweep --account rossi@example.org --queue spool",
                sweep("postfix", Origin.ACCOUNT, given("-", "spool")));
        assertEquals(
                "argine sweep --server icewarp --account rossi@example.org --queue Q",
                sweep("icewarp", Origin.ACCOUNT, given("-", "Q")));
    }

    /** Its mail has no account, and a case is found again only with its log. */
    @Test
    void whatAScriptHasWaitingIsSweptWithTheLogThatWasNamedOrOneThatIsStillToBeKept() {
        assertEquals(
                "argine sweep --case 20261124-rossi-example-org --log mail.log --queue spool",
                sweep("postfix", Origin.SCRIPT, given("mail.log", "spool")));
        assertEquals(
                List.of(
                        "# find the program by its user ID and stop it: ps -fu, its web server's log",
                        "# take its mail out of the queue, so that it can be put back:",
                        "# the log came through a pipe; keep it in a file FILE, then: argine sweep"
                                + " --case 20261124-rossi-example-org --log FILE --queue spool"),
                new NextSteps("postfix", true, given("-", "spool"))
                        .of(Origin.SCRIPT, "", WAITING, List.of()));
    }
}
