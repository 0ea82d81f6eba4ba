// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import argine.cli.desk.Format;
import argine.cli.desk.Progress;
import argine.cli.desk.Surroundings;
import argine.detect.Geography;
import argine.investigate.Investigation;
import argine.investigate.Report;
import argine.investigate.face.Sheet;
import argine.investigate.face.Times;
import argine.mail.QueuedMessage;
import argine.server.Queue;
import argine.server.Servers;
import argine.sweep.Absent;
import argine.sweep.Bulk;
import argine.sweep.Incident;
import argine.sweep.Needle;
import argine.sweep.Owners;
import argine.sweep.Plan;
import argine.sweep.RollCall;
import argine.sweep.Selection;
import argine.sweep.Survey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What {@code argine sweep} does until something is held: it looks, plans and shows. */
final class Choosing implements HeldMail.Choice {
    private static final int WIDTH = 100;

    private final Surroundings surroundings;
    private final SelectionOptions options;
    private final Servers.Asked asked;
    private final Owners owners = Owners.none();
    private final Selection selection;
    private Optional<Bulk> bulk = Optional.empty();
    private Optional<Plan> ready = Optional.empty();

    Choosing(Surroundings surroundings, SelectionOptions options, Servers.Asked asked)
            throws IOException {
        this.surroundings = surroundings;
        this.options = options;
        this.asked = asked;
        this.selection = options.selection(incident(), surroundings.clock());
    }

    private Optional<Incident> incident() throws IOException {
        if (options.caseId().isEmpty() && options.logs().isEmpty()) {
            return Optional.empty();
        }
        Report report = report();
        return options.caseId().isEmpty()
                ? Optional.empty()
                : Optional.of(Incidents.of(report, options.caseId().get()));
    }

    /** Reads the log, and learns whose the queued messages are. */
    private Report report() throws IOException {
        try (Progress progress = new Progress(surroundings)) {
            return new Investigation(Servers.find(asked), Geography.NOWHERE, progress)
                    .report((message, whose) -> owners.put(message, Incidents.owner(whose)));
        }
    }

    @Override
    public String reason() {
        return selection.words();
    }

    boolean isAboutNothing() {
        return selection.isEmpty();
    }

    /** Looks at the queue as it is now. */
    Plan plan() throws IOException {
        return survey(selection.needles())
                .plan(selection, bulk(), options.unsure(), surroundings.clock().instant());
    }

    /** One for all plans of this run. */
    private Bulk bulk() throws IOException {
        if (bulk.isEmpty()) {
            bulk =
                    Optional.of(
                            selection.leavesOpenWho()
                                    ? Bulk.beside(queue(asked.forAccounts()), owners, selection)
                                    : Bulk.ofWholeQueue());
        }
        return bulk.get();
    }

    private Survey survey(List<Needle> needles) throws IOException {
        try (Progress progress = new Progress(surroundings)) {
            return Survey.of(queue(asked), owners, needles, progress::messages);
        }
    }

    /**
     * Hands on what is to be held, as the queue is now. Where the envelopes are enough, each
     * message is handed on as soon as it is found, and nothing more of it is read.
     */
    @Override
    public HeldMail.Aside each(Consumer<? super QueuedMessage> sink) throws IOException {
        if (!selection.isOfEnvelopes()) {
            Plan plan = ready.isPresent() ? ready.get() : plan();
            ready = Optional.empty();
            plan.toHold().forEach(sink);
            return aside(plan);
        }
        return envelopes(sink);
    }

    private static HeldMail.Aside aside(Plan plan) {
        return new HeldMail.Aside(plan.trouble(), plan.strange());
    }

    @Override
    public Optional<HeldMail.Aside> none() throws IOException {
        if (!selection.isOfEnvelopes()) {
            Plan plan = plan();
            ready = Optional.of(plan);
            return plan.toHold().isEmpty() ? Optional.of(aside(plan)) : Optional.empty();
        }
        try {
            return Optional.of(
                    envelopes(
                            _ -> {
                                throw new FoundOne();
                            }));
        } catch (FoundOne _) {
            return Optional.empty();
        }
    }

    /** Ends the reading of the queue. */
    private static final class FoundOne extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public boolean isReady() {
        return ready.isPresent();
    }

    private HeldMail.Aside envelopes(Consumer<? super QueuedMessage> sink) throws IOException {
        Queue.Summary summary =
                queue(asked.forAccounts())
                        .waiting()
                        .read(
                                message -> {
                                    if (selection.takes(message, owners)) {
                                        sink.accept(message);
                                    }
                                });
        return new HeldMail.Aside(summary.trouble(), summary.strange());
    }

    @Override
    public List<Absent> absent() throws IOException {
        RollCall call = selection.rollCall(owners);
        Queue queue = queue(asked.forAccounts());
        queue.read(call::look);
        if (queue.held().isPresent()) {
            queue.held().get().read(call::look);
        }
        return call.absent();
    }

    /** The plan as text or JSON; {@code command} does it. */
    String plan(Format format, boolean colour, String command) throws IOException {
        Plan plan = plan();
        return format == Format.JSON
                ? PlanJson.json(plan)
                : PlanText.text(plan, new Sheet(colour, WIDTH), times(), command);
    }

    /** The queue as campaigns, as text or JSON; {@code again} leads to the same queue. */
    String campaigns(Format format, boolean colour, String again) throws IOException {
        Survey survey = survey(List.of());
        return format == Format.JSON
                ? PlanJson.json(survey)
                : CampaignsText.text(survey, new Sheet(colour, WIDTH), times(), again);
    }

    private static Queue queue(Servers.Asked asked) throws IOException {
        return Servers.find(asked)
                .queue()
                .orElseThrow(() -> new IOException("no queue found here; name it: --queue DIR"));
    }

    private Times times() {
        return new Times(surroundings.clock().getZone());
    }
}
