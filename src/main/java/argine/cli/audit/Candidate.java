// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A password that somebody would like to have, and what is known of him. Never printed. */
record Candidate(String account, String password, List<String> aliases, String displayName) {
    private static final int LONGEST = 4096;
    private static final int MAX_ALIASES = 64;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads what a form posted, as JSON or in the form of forms; nothing where it is neither. */
    static Optional<Candidate> read(String kind, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            return kind.toLowerCase(Locale.ROOT).startsWith("application/json")
                    ? json(text)
                    : form(text);
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Candidate> json(String text) {
        JsonNode all = JSON.readTree(text);
        List<String> aliases = new ArrayList<>();
        for (JsonNode alias : all.path("aliases")) {
            aliases.add(alias.asString(""));
        }
        return of(
                all.path("account").asString(""),
                all.path("password").asString(""),
                aliases,
                all.path("displayName").asString(""));
    }

    private static Optional<Candidate> form(String text) {
        Map<String, String> fields = new HashMap<>();
        List<String> aliases = new ArrayList<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String name = pair.substring(0, equals);
                String value =
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                if (name.equals("alias")) {
                    aliases.add(value);
                } else {
                    fields.put(name, value);
                }
            }
        }
        return of(
                fields.getOrDefault("account", ""),
                fields.getOrDefault("password", ""),
                aliases,
                fields.getOrDefault("displayName", ""));
    }

    private static Optional<Candidate> of(
            String account, String password, List<String> aliases, String displayName) {
        return account.isBlank() || password.isEmpty() || password.length() > LONGEST
                ? Optional.empty()
                : Optional.of(
                        new Candidate(
                                account,
                                password,
                                aliases.stream().limit(MAX_ALIASES).toList(),
                                displayName));
    }

    @Override
    public String toString() {
        return account + " ***";
    }
}
