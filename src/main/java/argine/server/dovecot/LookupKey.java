// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Under what name Dovecot looks for an account in a passwd-file: its {@code username_format}, for
 * example {@code %Lu} or {@code %Ls/%Lu}.
 */
record LookupKey(String format) {

    /** Whether the name depends on the service that is logged in to. */
    boolean isByService() {
        return format.matches(".*%L?s.*") || format.contains("%{service}");
    }

    /** Whether it is understood, and tells the accounts of one domain apart. */
    boolean tellsAccounts() {
        Optional<String> one = of("a@example.org", "imap");
        return one.isPresent() && !one.equals(of("b@example.org", "imap"));
    }

    /** The name as it stands in the file, a character for each byte; nothing if it is not known. */
    Optional<String> of(String account, String service) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                key.append(c);
                continue;
            }
            boolean lower = format.startsWith("L", i + 1);
            i += lower ? 2 : 1;
            Optional<String> value =
                    i < format.length() ? value(i, account, service) : Optional.empty();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            key.append(lower ? value.get().toLowerCase(Locale.ROOT) : value.get());
        }
        return Optional.of(
                new String(
                        key.toString().getBytes(StandardCharsets.UTF_8),
                        StandardCharsets.ISO_8859_1));
    }

    private Optional<String> value(int at, String account, String service) {
        int sign = account.lastIndexOf('@');
        return switch (format.charAt(at)) {
            case 'u' -> Optional.of(account);
            case 'n' -> Optional.of(sign < 0 ? account : account.substring(0, sign));
            case 'd' -> Optional.of(sign < 0 ? "" : account.substring(sign + 1));
            case 's' -> Optional.of(service);
            case '%' -> Optional.of("%");
            default -> Optional.empty();
        };
    }
}
