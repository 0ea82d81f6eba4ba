// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.desk.Exit;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A program that fails keeps nothing from being done that does without it. */
class ProgramsThatFailTest extends OnRestingServer {
    /** The steps of a plan that cannot be done, by their words. */
    private static List<String> impossible(JsonNode plan) {
        List<String> all = new ArrayList<>();
        for (JsonNode step : plan.at("/plans/0/steps")) {
            if (!step.path("possible").asBoolean()) {
                all.add(step.path("step").asString(""));
            }
        }
        return all;
    }

    private static String first(String key, JsonNode of) {
        return of.path(key).path(0).asString("");
    }

    @Test
    void aDovecotThatDoesNotRunIsShutAndNotProved() throws Exception {
        with(
                () -> {
                    JsonNode plan = json(Exit.NOT_DONE, ROSSI);
                    assertEquals(List.of("cache", "sessions", "proof"), impossible(plan));
                    String proof = what("proof", plan.at("/plans/0/steps"));
                    assertTrue(proof.contains("doveadm auth lookup: "), proof);
                    String page = contain(Exit.NOT_DONE, ROSSI, "--yes");
                    assertTrue(page.startsWith("NOT SHUT " + ROSSI), page);
                    assertTrue(server.all().toString().contains("submission/" + ROSSI));
                });
    }

    @Test
    void aPostfixThatCannotBeAskedKeepsNothingOfDovecotOpen() throws Exception {
        with(
                () -> {
                    Files.delete(folder.resolve("postfix/master.cf"));
                    List<String> before = server.all();
                    JsonNode plan = json(Exit.NOT_DONE, ROSSI);
                    String why = first("advice", plan);
                    assertTrue(why.startsWith("Postfix could not be asked (postconf: "), why);
                    assertTrue(why.contains("master.cf"), why);
                    assertTrue(
                            why.endsWith(
                                    "name the folder of main.cf and master.cf: --config DIR."));
                    assertEquals(
                            List.of("cache", "sessions", "sessions", "proof"), impossible(plan));
                    assertEquals(before, server.all());
                    String page = contain(Exit.NOT_DONE, ROSSI, "--yes");
                    assertTrue(page.startsWith("NOT SHUT " + ROSSI), page);
                    assertTrue(
                            page.replaceAll("\\s+", " ")
                                    .contains("doveadm kick " + ROSSI + "; Postfix"),
                            page);
                    assertTrue(server.all().toString().contains("smtp/" + ROSSI), page);
                    contain(Exit.DONE, "--release", ROSSI, "--same-password", "--yes");
                    assertEquals(before, server.all());
                });
    }

    @Test
    void ofADovecotThatCannotBeAskedNothingIsWrittenAndTheMailIsHeld() throws Exception {
        with(
                () -> {
                    Files.writeString(folder.resolve("dovecot.conf"), "no = such\nsetting {\n");
                    String queue = queueOfTheExample().toString();
                    List<String> before = server.all();
                    JsonNode plan = json(Exit.NOT_DONE, ROSSI, "--queue", queue);
                    String why = first("advice", plan);
                    assertTrue(why.startsWith("Dovecot could not be asked (doveconf -c "), why);
                    assertTrue(why.endsWith("name its configuration: --dovecot FILE."), why);
                    assertEquals(
                            List.of("lock", "password", "sessions", "proof"), impossible(plan));
                    JsonNode receipt =
                            json(Exit.NOT_DONE, ROSSI, "--queue", queue, "--yes").at("/receipts/0");
                    assertEquals("false", receipt.path("shut").toString());
                    assertEquals(
                            "held 61, receipt 2026-11-27.2", what("queue", receipt.path("steps")));
                    assertEquals(before, server.all());
                });
    }

    @Test
    void whereNothingCanBeAskedItIsRefusedInOneSentence() throws Exception {
        with(
                () -> {
                    Files.writeString(folder.resolve("dovecot.conf"), "no = such\nsetting {\n");
                    Files.delete(folder.resolve("postfix/master.cf"));
                    String said = contain(Exit.NOT_DONE, ROSSI, "--yes");
                    assertEquals(1, said.lines().count(), said);
                    assertTrue(said.startsWith("argine: Postfix could not be asked ("), said);
                    assertTrue(said.contains("--config DIR; name its configuration: --dovecot"));
                    assertTrue(Files.notExists(journal));
                });
    }
}
