// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.rpc;

import argine.mail.Account;
import argine.server.Accounts;
import argine.server.access.AccountsConfig;
import argine.server.icewarp.AccountValues;
import argine.server.icewarp.rpc.Request.Parameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * The accounts of an IceWarp, asked of its administration: domain by domain, page by page, and then
 * each account for its properties.
 *
 * <p>Which properties a version tells differs; a password that comes as {@code *} is hidden.
 * Recorded answers of 2016 are what this was built from; how domains are listed is not among them,
 * so the configuration may name them.
 */
public final class RpcAccounts implements Accounts {
    private static final Set<String> NAMES = Set.of("domains");
    private static final int PAGE = 500;
    private static final int MOST = 1_000_000;
    private static final List<String> MORE =
            List.of("u_name", "u_emailalias", "u_passwordlastchanged");

    private final AccountsConfig config;

    private RpcAccounts(AccountsConfig config) {
        this.config = config;
    }

    /** The accounts that a configuration leads to; nothing where it leads to something else. */
    public static Optional<Accounts> of(AccountsConfig config) throws IOException {
        return Administration.isMeant(config)
                ? Optional.of(new RpcAccounts(config.naming(NAMES)))
                : Optional.empty();
    }

    @Override
    public Listing list() throws IOException {
        List<Account> accounts = new ArrayList<>();
        List<String> trouble = new ArrayList<>();
        try (Administration administration = Administration.login(config)) {
            for (String domain : domains(administration)) {
                for (String address : addresses(administration, domain)) {
                    try {
                        account(administration, address).ifPresent(accounts::add);
                    } catch (IOException e) {
                        trouble.add(address + ": " + e.getMessage());
                    }
                }
            }
        }
        return new Listing(accounts, trouble);
    }

    private List<String> domains(Administration administration) throws IOException {
        Optional<String> named = config.value("domains");
        if (named.isPresent()) {
            return List.of(named.get().split("[\\s,;]+"));
        }
        List<String> domains = new ArrayList<>();
        Reply reply =
                administration.call(
                        Request.of(
                                "getdomainsinfolist",
                                mask("", ""),
                                Parameter.of("offset", "0"),
                                Parameter.of("count", "0")));
        for (Element item : reply.items()) {
            String name = Reply.text(item, "name");
            if (!name.isEmpty()) {
                domains.add(name);
            }
        }
        if (domains.isEmpty()) {
            throw config.wrong("IceWarp lists no domain; name them: domains = example.org");
        }
        return domains;
    }

    private static Parameter mask(String name, String type) {
        return Parameter.of(
                "filter", List.of(Parameter.of("namemask", name), Parameter.of("typemask", type)));
    }

    private static List<String> addresses(Administration administration, String domain)
            throws IOException {
        List<String> addresses = new ArrayList<>();
        int seen = 0;
        int all = 1;
        while (seen < all && seen < MOST) {
            Reply reply =
                    administration.call(
                            Request.of(
                                    "getaccountsinfolist",
                                    Parameter.of("domainstr", domain),
                                    mask("", "0"),
                                    Parameter.of("offset", String.valueOf(seen)),
                                    Parameter.of("count", String.valueOf(PAGE))));
            List<Element> page = reply.items();
            for (Element item : page) {
                String address = Reply.text(item, "email");
                if (Reply.text(item, "accounttype").equals("0") && address.lastIndexOf('@') > 0) {
                    addresses.add(address);
                }
            }
            seen += page.size();
            all = page.isEmpty() ? 0 : reply.number("overallcount", seen);
        }
        return addresses;
    }

    private static Optional<Account> account(Administration administration, String address)
            throws IOException {
        List<Parameter> names = new ArrayList<>();
        for (List<String> some : List.of(AccountValues.NAMES, MORE)) {
            some.forEach(
                    name ->
                            names.add(
                                    Parameter.of("item", List.of(Parameter.of("propname", name)))));
        }
        Map<String, String> values =
                administration
                        .call(
                                Request.of(
                                        "getaccountproperties",
                                        Parameter.of("accountemail", address),
                                        Parameter.of("accountpropertylist", names),
                                        Parameter.of("accountpropertyset", "0")))
                        .properties();
        return new AccountValues(values).account(address);
    }
}
