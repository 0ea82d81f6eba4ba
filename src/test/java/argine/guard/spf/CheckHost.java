// SPDX-License-Identifier: Apache-2.0
package argine.guard.spf;

import argine.guard.dns.RecordLookup;
import argine.mail.ClientAddress;
import argine.mail.Network;
import java.util.List;
import java.util.Optional;

/**
 * {@code check_host()} of RFC 7208 for one client, slow and clear: the judge of {@link
 * SpfExpansion}. It knows the client, so {@code exists} and {@code ptr} are decided, and of macros
 * {@code %{i}}. Syntax is looked at as far as the tests write it wrongly.
 */
final class CheckHost {
    private static final String TERM =
            "[-+~?]?(all|(include|exists):\\S+|(a|mx)(:[^/ ]+)?(/\\d+)?(//\\d+)?|ptr|ip4:(\\d+\\.){3}\\d+(/\\d+)?"
                    + "|ip6:[0-9a-f:.]+(/\\d+)?)|redirect=\\S+";

    private final ClientAddress client;
    private final RecordLookup dns;
    private int lookups;
    private int voids;

    /** What it may come to; the last is an error. */
    enum Result {
        NONE,
        NEUTRAL,
        PASS,
        FAIL,
        SOFTFAIL,
        PERMERROR
    }

    private static final class PermErrorException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private CheckHost(ClientAddress client, RecordLookup dns) {
        this.client = client;
        this.dns = dns;
    }

    static Result of(ClientAddress client, String domain, RecordLookup dns) {
        try {
            return new CheckHost(client, dns).check(domain);
        } catch (PermErrorException _) {
            return Result.PERMERROR;
        }
    }

    private Result check(String domain) {
        List<String> records =
                ask(RecordLookup.Kind.TXT, domain).stream()
                        .filter(text -> text.equals("v=spf1") || text.startsWith("v=spf1 "))
                        .toList();
        if (records.isEmpty()) {
            return Result.NONE;
        }
        require(records.size() == 1);
        List<String> terms =
                List.of(records.getFirst().substring(6).split(" ", -1)).stream()
                        .filter(term -> !term.isEmpty())
                        .toList();
        terms.forEach(term -> require(term.matches(TERM)));
        List<String> redirects = terms.stream().filter(t -> t.startsWith("redirect=")).toList();
        require(redirects.size() <= 1);
        for (String term : terms) {
            if (!term.startsWith("redirect=")
                    && matches(term.replaceFirst("^[-+~?]", ""), domain)) {
                return switch (term.charAt(0)) {
                    case '-' -> Result.FAIL;
                    case '~' -> Result.SOFTFAIL;
                    case '?' -> Result.NEUTRAL;
                    default -> Result.PASS;
                };
            }
        }
        if (redirects.isEmpty()) {
            return Result.NEUTRAL;
        }
        countLookup();
        Result next = check(macros(redirects.getFirst().substring("redirect=".length())));
        require(next != Result.NONE);
        return next;
    }

    private boolean matches(String term, String domain) {
        String[] parts = term.split(":", 2);
        String kind = parts[0].split("/", 2)[0];
        String value = parts.length > 1 ? macros(parts[1]) : "";
        switch (kind) {
            case "all" -> {
                return true;
            }
            case "ip4", "ip6" -> {
                return Network.parse(value).orElseThrow().contains(client);
            }
            case "include" -> {
                countLookup();
                Result inner = check(value);
                require(inner != Result.NONE);
                return inner == Result.PASS;
            }
            case "exists" -> {
                countLookup();
                return !countVoid(ask(RecordLookup.Kind.A, value)).isEmpty();
            }
            case "ptr" -> {
                countLookup();
                return !countVoid(isEven() ? List.of("h.x.test") : List.<String>of()).isEmpty();
            }
            default -> {
                countLookup();
                return hosts(kind, term, value.isEmpty() ? domain : value.split("/", 2)[0]);
            }
        }
    }

    /** Stands for the name of a client. */
    private boolean isEven() {
        return client.low() % 2 == 0;
    }

    private boolean hosts(String kind, String term, String name) {
        if (kind.equals("a")) {
            return host(name, term);
        }
        List<String> hosts = countVoid(ask(RecordLookup.Kind.MX, name));
        for (int i = 0; i < hosts.size(); i++) {
            require(i < 10);
            if (host(hosts.get(i), term)) {
                return true;
            }
        }
        return false;
    }

    private boolean host(String name, String term) {
        RecordLookup.Kind kind = client.isV4() ? RecordLookup.Kind.A : RecordLookup.Kind.AAAA;
        String lengths = term.indexOf('/') < 0 ? "" : term.substring(term.indexOf('/'));
        String four = lengths.startsWith("//") ? "" : lengths.split("//", 2)[0];
        String six = lengths.contains("//") ? "/" + lengths.split("//", 2)[1] : "";
        return countVoid(ask(kind, name)).stream()
                .map(address -> Network.parse(address + (client.isV4() ? four : six)))
                .flatMap(Optional::stream)
                .anyMatch(network -> network.contains(client));
    }

    private String macros(String text) {
        return text.replace("%{i}", client.toString().replace(':', '.'));
    }

    private void countLookup() {
        require(++lookups <= 10);
    }

    private List<String> countVoid(List<String> answer) {
        voids += answer.isEmpty() ? 1 : 0;
        require(voids <= 2);
        return answer;
    }

    private List<String> ask(RecordLookup.Kind kind, String name) {
        return dns.of(kind, name) instanceof RecordLookup.Answer.Found(List<String> values)
                ? values
                : List.of();
    }

    private static void require(boolean right) {
        if (!right) {
            throw new PermErrorException();
        }
    }
}
