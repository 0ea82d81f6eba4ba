// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.control;

import argine.guard.Office;
import argine.guard.wire.http.Fields;
import argine.guard.wire.http.HttpReply;
import argine.mail.Network;
import argine.store.bar.Barred;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What administrators tell about bars. */
record BarDesk(Office office, UnaryOperator<String> login) {
    HttpReply bar(String user, Fields fields) {
        Optional<Network> network = Network.parse(fields.text("network"));
        if (network.isEmpty()) {
            return HttpReply.no(400, "not an address or a network: 203.0.113.9, 2001:db8::/48");
        }
        try {
            return HttpReply.json(
                    Reports.bar(
                            office.bar(
                                    network.get(),
                                    Duration.ofSeconds(fields.number("seconds")),
                                    fields.text("why"),
                                    user)));
        } catch (IllegalArgumentException e) {
            return HttpReply.no(400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return HttpReply.no(
                    503, "barred now, but a restart would forget it: " + e.getMessage());
        }
    }

    HttpReply unbar(String user, Fields fields) throws IOException {
        String name = fields.text("whom");
        Barred whom =
                Network.parse(name)
                        .<Barred>map(Barred.Clients::new)
                        .orElseGet(() -> new Barred.Strangers(login.apply(name)));
        return office.unbar(whom, user)
                .map(bar -> HttpReply.json(Reports.bar(bar)))
                .orElseGet(() -> HttpReply.no(404, "there is no bar by this name"));
    }
}
