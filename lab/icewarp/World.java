// SPDX-License-Identifier: Apache-2.0
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The world around the server: its domains and networks, and what each remote server answers. */
final class World {
    /** How a remote domain answers; a domain that is not listed has no MX record. */
    enum Kind {
        /** Takes all but users that begin with nouser: 550 5.1.1. */
        ACCEPT,
        /** And refuses text with a spam word: 550 5.7.1. */
        FILTER,
        /** And puts off text with a spam word: 451 4.7.650. */
        THROTTLE,
        /** 451 4.7.1 for the first five minutes of a sender and a recipient. */
        GREY,
        /** 452 4.2.2. */
        FULL,
        /** 421 in the greeting. */
        BUSY,
        /** 554 in the greeting. */
        BLOCKED,
        /** Nobody listens. */
        REFUSED,
        /** No MX record, no host. */
        NONE
    }

    static final String HOST = "mail.example.org";
    static final String OWN = "192.0.2.1";
    static final String WEB = "192.0.2.80";
    static final List<String> LOCAL = List.of("example.org", "example.net");
    static final List<String> FREEMAIL = List.of("freemail.test", "webposta.test", "mailbox.example", "inbox-now.test",
            "postafacile.test", "ymail.example", "hotpost.test", "libero-mail.test");
    static final List<String> BUSINESS = List.of("studio-bellini.example", "meccanica-nova.example", "legno-ferraro.example",
            "tessile-brianza.example", "cantieri-lario.example", "grafica-monti.example", "banca-locale.example",
            "hotel-riva.example", "alimentari-sala.example", "farmacia-centro.example", "scuola-manzoni.example",
            "trasporti-adda.example", "notaio-villa.example", "edilizia-resta.example", "vini-colli.example",
            "giardini-po.example", "ottica-luce.example", "moda-duomo.example", "sport-lago.example",
            "libri-antichi.example", "ufficio-facile.example", "energia-verde.example", "dentista-sole.example",
            "viaggi-blu.example", "musica-viva.example");
    static final List<String> SLOW = List.of("comune-lecco.example", "asl-como.example");
    static final String BIG = "bigcloud.test";
    static final List<Integer> STRANGERS = IntStream.range(100, 200).boxed().toList();
    static final List<Integer> LINES = IntStream.range(200, 240).boxed().toList();

    private static final Map<String, Kind> KINDS = new HashMap<>();
    private static final List<String> KNOWN = new ArrayList<>();

    static {
        FREEMAIL.forEach(one -> add(one, Kind.FILTER));
        add("inbox-now.test", Kind.ACCEPT);
        add("postafacile.test", Kind.ACCEPT);
        add("hotpost.test", Kind.THROTTLE);
        BUSINESS.forEach(one -> add(one, Kind.ACCEPT));
        SLOW.forEach(one -> add(one, Kind.GREY));
        add("old-archive.test", Kind.FULL);
        add("busy.test", Kind.BUSY);
        add("blocked.test", Kind.BLOCKED);
        add("refused.test", Kind.REFUSED);
        add("shut-down.test", Kind.REFUSED);
        add("parked-domain.test", Kind.REFUSED);
        add(BIG, Kind.ACCEPT);
        for (int i = 0; i < 200; i++) {
            add("azienda" + i + ".example", Kind.ACCEPT);       // the remote domains of a town
        }
    }

    private World() {}

    private static void add(String domain, Kind kind) {
        if (KINDS.put(domain, kind) == null) {
            KNOWN.add(domain);
        }
    }

    static Kind kind(String domain) {
        return KINDS.getOrDefault(domain, Kind.NONE);
    }

    static boolean isLocal(String address) {
        return LOCAL.contains(domain(address)) || domain(address).endsWith(".example.it");
    }

    static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }

    static String user(String address) {
        return address.substring(0, Math.max(0, address.indexOf('@')));
    }

    /** A client in network 0 to 499: of the range for benchmarks, one network in sixteen of IPv6. */
    static String address(int network, int host) {
        return network % 16 == 3
                ? "2001:db8:" + Integer.toHexString(0x100 + network) + "::" + Integer.toHexString(0x10 + host)
                : "198." + (18 + network / 256) + "." + network % 256 + "." + (10 + host);
    }

    static String office(int host) {
        return "198.51.100." + host;
    }

    /** The address of a remote domain's mail server. */
    static String remote(String domain) {
        return "203.0.113." + (10 + Math.max(0, KNOWN.indexOf(domain)) % 240);
    }
}
