// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import argine.cli.desk.Moments;
import argine.sweep.Condition;
import argine.sweep.Incident;
import argine.sweep.Selection;
import argine.sweep.condition.Conditions;
import argine.sweep.condition.Terms;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options that say which messages are meant.
 *
 * <p>An option given twice means either; different options must hold together. {@code --not} names
 * its option inside its value, so that no order of the options changes what is meant.
 */
final class SelectionOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--case",
            paramLabel = "ID",
            description = "The thief's mail of this case, as argine investigate found it.")
    private Optional<String> caseId = Optional.empty();

    @Option(names = "--account", paramLabel = "NAME", description = "Sent with this login.")
    private List<String> account = new ArrayList<>();

    @Option(
            names = "--campaign",
            paramLabel = "N",
            description =
                    "Of this campaign: its number in --campaigns, or better, the queue ID of any"
                            + " message in it.")
    private List<String> campaign = new ArrayList<>();

    @Option(
            names = "--client",
            paramLabel = "NET",
            description = "Brought by this address or network: 203.0.113.9, 203.0.113.0/24.")
    private List<String> client = new ArrayList<>();

    @Option(names = "--sender", paramLabel = "ADDRESS", description = "With this envelope sender.")
    private List<String> sender = new ArrayList<>();

    @Option(names = "--recipient", paramLabel = "ADDRESS", description = "To this recipient.")
    private List<String> recipient = new ArrayList<>();

    @Option(
            names = "--recipient-domain",
            paramLabel = "DOMAIN",
            description = "Still waiting for this domain.")
    private List<String> recipientDomain = new ArrayList<>();

    @Option(
            names = "--contains",
            paramLabel = "TEXT",
            description =
                    "With these words anywhere, in the bytes or in what a person sees: decoded, without"
                            + " tags, whatever the encoding.")
    private List<String> contains = new ArrayList<>();

    @Option(
            names = "--matching",
            paramLabel = "REGEX",
            description = "Likewise, fitting an expression in RE2's syntax.")
    private List<String> matching = new ArrayList<>();

    @Option(names = "--from", paramLabel = "TEXT", description = "With this in the From header.")
    private List<String> from = new ArrayList<>();

    @Option(names = "--subject", paramLabel = "TEXT", description = "With this in the subject.")
    private List<String> subject = new ArrayList<>();

    @Option(
            names = "--place",
            paramLabel = "PLACE",
            description = "In this folder: deferred, active, incoming, hold, maildrop, retry.")
    private List<String> place = new ArrayList<>();

    @Option(
            names = "--older",
            paramLabel = "TIME",
            description = "Came in before then: 2h, 3d, 2026-11-24T08:00.")
    private List<String> older = new ArrayList<>();

    @Option(names = "--newer", paramLabel = "TIME", description = "Came in then or later.")
    private List<String> newer = new ArrayList<>();

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description = "Of this size: 2k-4k, +1M (at least), -500 (at most).")
    private List<String> size = new ArrayList<>();

    @Option(
            names = "--not",
            paramLabel = "OPTION=VALUE",
            description = "Leaves out what an option would select: --not account=boss@example.org")
    private List<String> not = new ArrayList<>();

    @Option(
            names = "--match-case",
            description =
                    "For --contains and --matching, capital letters are others than small ones.")
    private boolean matchCase;

    @Option(
            names = "--unsure",
            description = "Holds those too of which nobody is sure; look at the plan first.")
    private boolean unsure;

    @Option(
            names = "--campaigns",
            description = "Shows the queue as campaigns: messages that are nearly the same text.")
    private boolean campaigns;

    @Option(
            names = "--log",
            paramLabel = "PATH",
            description =
                    "A log that tells whose the messages are; with --case, if not this server's.")
    private List<Path> logs = new ArrayList<>();

    boolean unsure() {
        return unsure;
    }

    boolean campaigns() {
        return campaigns;
    }

    /** The logs that tell of the case, and whose messages are. */
    List<Path> logs() {
        return logs;
    }

    /** The case that is asked for, if one is. */
    Optional<String> caseId() {
        return caseId;
    }

    /** Whether a campaign is named by a number, which holds for this moment only. */
    boolean namesCampaignByNumber() {
        return Stream.concat(
                        campaign.stream(),
                        not.stream()
                                .filter(pair -> excludedBy(pair).equals("campaign"))
                                .map(pair -> pair.substring(pair.indexOf('=') + 1)))
                .anyMatch(name -> name.matches("[0-9]{1,5}"));
    }

    /** The option that a value of {@code --not} names; nothing where there is none. */
    private static String excludedBy(String pair) {
        return pair.substring(0, Math.max(0, pair.indexOf('='))).replaceFirst("^--", "");
    }

    /**
     * Refuses options that choose messages, where none are chosen by them.
     *
     * @param instead what to do, in words
     */
    void refuseBeside(String what, String instead) {
        boolean given =
                caseId.isPresent()
                        || !not.isEmpty()
                        || unsure
                        || matchCase
                        || given().values().stream().anyMatch(values -> !values.isEmpty());
        if (given) {
            throw new ParameterException(
                    spec.commandLine(),
                    what + " takes no options that choose messages; " + instead);
        }
    }

    /**
     * What they come to.
     *
     * @throws ParameterException when one of them is asked wrongly
     */
    Selection selection(Optional<Incident> incident, Clock clock) {
        Terms terms = new Terms(matchCase, new Moments(clock)::convert);
        try {
            SequencedMap<String, List<Condition>> wanted = new LinkedHashMap<>();
            given().forEach((word, values) -> wanted(word, values, terms, wanted));
            List<Condition> excluded = not.stream().map(pair -> excluded(pair, terms)).toList();
            return new Selection(incident, wanted, excluded, terms.needles());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void wanted(
            String word,
            List<String> values,
            Terms terms,
            SequencedMap<String, List<Condition>> wanted) {
        if (!values.isEmpty()) {
            wanted.put(
                    word, values.stream().map(value -> Conditions.of(word, value, terms)).toList());
        }
    }

    private static Condition excluded(String pair, Terms terms) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "--not needs an option and its value: --not account=boss@example.org");
        }
        return Conditions.of(excludedBy(pair), pair.substring(equals + 1), terms);
    }

    private SequencedMap<String, List<String>> given() {
        SequencedMap<String, List<String>> given = new LinkedHashMap<>();
        given.put("account", account);
        given.put("campaign", campaign);
        given.put("client", client);
        given.put("sender", sender);
        given.put("recipient", recipient);
        given.put("recipient-domain", recipientDomain);
        given.put("contains", contains);
        given.put("matching", matching);
        given.put("from", from);
        given.put("subject", subject);
        given.put("place", place);
        given.put("older", older);
        given.put("newer", newer);
        given.put("size", size);
        return given;
    }
}
