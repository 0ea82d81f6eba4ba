// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.control;

import argine.guard.Office;
import argine.guard.Outlook;
import argine.guard.wire.Doors;
import argine.guard.wire.Probes;
import argine.guard.wire.http.Fields;
import argine.guard.wire.http.HttpReply;
import argine.guard.wire.http.HttpRequest;
import argine.store.block.Block;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What administrators may ask and tell, and by which path.
 *
 * @param login brings an account's name into the form in which it is counted
 * @param outlook what is looked at besides
 * @param reload reads the configuration again; returns what was wrong, empty when it is in force
 * @param theirs told of an account whose owner did what looked like somebody else's doing
 */
public record ControlDesk(
        Office office,
        Doors doors,
        Probes probes,
        UnaryOperator<String> login,
        Supplier<Outlook> outlook,
        Supplier<String> reload,
        Consumer<String> theirs) {
    private static final int MOST = 1000;

    /** Answers for a user whom the kernel has named. */
    HttpReply answer(String user, HttpRequest request) throws IOException {
        Optional<Fields> fields = Fields.of(request.body());
        return fields.isPresent() && request.method().equals("POST")
                ? answer(user, request.path(), fields.get())
                : HttpReply.no(400, "POST with one JSON object is what is answered here");
    }

    private HttpReply answer(String user, String path, Fields fields) throws IOException {
        return switch (path) {
            case "/status" -> HttpReply.json(Reports.status(office.status(), outlook.get(), doors));
            case "/blocked" -> HttpReply.json(Reports.blocked(blocked(fields)));
            case "/limits" -> HttpReply.json(Reports.standings(office.limits(account(fields))));
            case "/top" -> HttpReply.json(Reports.standings(office.top(most(fields))));
            case "/refusals" -> HttpReply.json(Reports.refusals(office.refusals(most(fields))));
            case "/why" ->
                    office.why(fields.text("code"))
                            .map(why -> HttpReply.json(Reports.why(why)))
                            .orElseGet(() -> HttpReply.no(404, "no refusal has this code"));
            case "/block" -> block(user, fields);
            case "/theirs" -> theirs(user, account(fields));
            case "/unblock" -> unblock(user, fields);
            case "/barred" -> HttpReply.json(Reports.barred(office.barred(), office::isHome));
            case "/bar" -> new BarDesk(office, login).bar(user, fields);
            case "/unbar" -> new BarDesk(office, login).unbar(user, fields);
            case "/reload" -> reloaded();
            case "/probe/expect" -> {
                probes.expect(fields.text("word"));
                yield HttpReply.json("{\"done\":true}");
            }
            case "/probe/end" -> HttpReply.json(Reports.seen(probes.end(fields.text("word"))));
            default -> HttpReply.no(404, "nothing is answered at this path");
        };
    }

    /** Who is stopped; of one account, where one is named in whatever form. */
    private List<Block> blocked(Fields fields) {
        String name = fields.text("account");
        String account = login.apply(name);
        return office.blocked().stream()
                .filter(block -> name.isEmpty() || block.account().equals(account))
                .toList();
    }

    /** Lets go who is stopped, and takes note that it was the owner in any case. */
    private HttpReply theirs(String user, String account) throws IOException {
        Optional<Block> block = office.unblock(account, user);
        theirs.accept(account);
        return HttpReply.json(block.map(Reports::block).orElse("{\"account\":\"\"}"));
    }

    private HttpReply reloaded() {
        String trouble = reload.get();
        return trouble.isEmpty() ? HttpReply.json("{\"done\":true}") : HttpReply.no(409, trouble);
    }

    private HttpReply block(String user, Fields fields) {
        String account = account(fields);
        if (account.isEmpty()) {
            return HttpReply.no(400, "no account is named");
        }
        try {
            Block block =
                    office.block(
                            account,
                            extent(fields.text("extent")),
                            until(fields.text("until")),
                            fields.text("why"),
                            user);
            return HttpReply.json(Reports.block(block));
        } catch (DateTimeException | IllegalArgumentException e) {
            return HttpReply.no(400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return HttpReply.no(
                    503,
                    "stopped now, but a restart would forget it until this is mended: "
                            + e.getMessage());
        }
    }

    private HttpReply unblock(String user, Fields fields) {
        try {
            return office.unblock(account(fields), user)
                    .map(block -> HttpReply.json(Reports.block(block)))
                    .orElseGet(() -> HttpReply.no(404, "the account is not stopped"));
        } catch (IOException e) {
            return HttpReply.no(
                    503,
                    "let go now, but a restart would stop it again until this is mended: "
                            + e.getMessage());
        }
    }

    private String account(Fields fields) {
        return login.apply(fields.text("account"));
    }

    private static Block.Extent extent(String word) {
        for (Block.Extent extent : Block.Extent.values()) {
            if (extent.word().equals(word)) {
                return extent;
            }
        }
        throw new IllegalArgumentException("extent is none of suspected, sending, everything");
    }

    private static Optional<Instant> until(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }

    private static int most(Fields fields) {
        return Math.clamp(fields.number("most"), 1, MOST);
    }
}
