// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.host;

import argine.guard.dns.RecordLookup.Answer;
import argine.guard.dns.RecordLookup.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Records in the DNS as the name servers of this host know them: those of /etc/resolv.conf, which
 * is read anew each time. /etc/hosts is not asked, and no answer is kept here.
 */
public final class SystemRecords {
    /** For one question, whichever servers are asked. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private SystemRecords() {}

    /**
     * The records of a name.
     *
     * @param name absolute, without a dot behind; no search domain is tried
     */
    public static Answer of(Kind kind, String name) {
        try {
            Lookup lookup = new Lookup(Name.fromString(name, Name.root), type(kind));
            ResolverConfig.refresh();
            ExtendedResolver servers = new ExtendedResolver();
            servers.setTimeout(LONGEST);
            servers.setRetries(2);
            lookup.setResolver(servers);
            lookup.setCache(null);
            lookup.setHostsFileParser(null);
            lookup.setSearchPath(List.<Name>of());
            lookup.run();
            return answer(lookup);
        } catch (TextParseException _) {
            return new Answer.Nothing(); // what is no name has no records
        }
    }

    private static int type(Kind kind) {
        return switch (kind) {
            case A -> Type.A;
            case AAAA -> Type.AAAA;
            case MX -> Type.MX;
            case TXT -> Type.TXT;
        };
    }

    private static Answer answer(Lookup lookup) {
        return switch (lookup.getResult()) {
            case Lookup.SUCCESSFUL -> {
                List<String> values =
                        Stream.of(lookup.getAnswers()).flatMap(SystemRecords::value).toList();
                yield values.isEmpty() ? new Answer.Nothing() : new Answer.Found(values);
            }
            case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> new Answer.Nothing();
            default -> new Answer.Trouble();
        };
    }

    private static Stream<String> value(org.xbill.DNS.Record one) {
        return switch (one) {
            case ARecord a -> Stream.of(a.getAddress().getHostAddress());
            case AAAARecord six -> Stream.of(six.getAddress().getHostAddress());
            case MXRecord mail -> Stream.of(mail.getTarget().toString(true));
            case TXTRecord text ->
                    Stream.of(
                            text.getStringsAsByteArrays().stream()
                                    .map(part -> new String(part, StandardCharsets.ISO_8859_1))
                                    .collect(Collectors.joining()));
            default -> Stream.empty();
        };
    }
}
