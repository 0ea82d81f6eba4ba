// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.rpc;

import static argine.server.icewarp.rpc.IcewarpPlayed.command;
import static argine.server.icewarp.rpc.IcewarpPlayed.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Account;
import argine.mail.StoredPassword;
import argine.server.Accounts;
import argine.server.access.AccountsConfig;
import argine.server.icewarp.rpc.Request.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts asked of an IceWarp's administration, in the form of recorded requests and answers. */
class RpcAccountsTest {
    private static final Path RECORDED = Path.of("src/test/corpus/icewarp/rpc");
    private static final String SECRET = "Argine-admin-secret";

    @TempDir Path folder;

    private static String recorded(String name) {
        try {
            return Files.readString(RECORDED.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Accounts accounts(String url, String more) throws IOException {
        Path file = folder.resolve("accounts.conf");
        Files.writeString(
                file, "url = " + url + "\nuser = admin@a.test\npassword = " + SECRET + "\n" + more);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return RpcAccounts.of(AccountsConfig.read(file, Map.of())).orElseThrow();
    }

    private String refused(UnaryOperator<String> answers) throws IOException {
        try (IcewarpPlayed server = new IcewarpPlayed(answers)) {
            Accounts accounts = accounts(server.url(), "");
            String said = assertThrows(IOException.class, accounts::list).getMessage();
            assertFalse(said.contains(SECRET), said);
            return said;
        }
    }

    private static String answer(String request) {
        return switch (command(request)) {
            case "authenticate" -> result("");
            case "getdomainsinfolist" -> result("<item><name>testing.co.uk</name></item>");
            case "getaccountsinfolist" -> recorded("GetAccountsInfoList.response.xml");
            case "getaccountproperties" -> recorded("GetAccountProperties.response.xml");
            default -> recorded("ErrorResponse.xml");
        };
    }

    @Test
    void whoIsRecordedIsFoundAndAGroupIsNobody() throws IOException {
        try (IcewarpPlayed server = new IcewarpPlayed(RpcAccountsTest::answer)) {
            assertEquals(
                    new Accounts.Listing(
                            List.of(
                                    new Account(
                                            "test@testing.co.uk",
                                            List.of("test@testing.co.uk"),
                                            StoredPassword.HIDDEN,
                                            traits("Test"))),
                            List.of()),
                    accounts(server.url(), "").list());
            assertEquals(
                    List.of(
                            "authenticate",
                            "getdomainsinfolist",
                            "getaccountsinfolist",
                            "getaccountproperties"),
                    server.asked.stream().map(IcewarpPlayed::command).toList());
            assertTrue(server.asked.getLast().contains("sid=\"20160418\""), "the session goes on");
        }
    }

    private static Account.Traits traits(String name) {
        return new Account.Traits(name, "", Optional.empty(), Optional.empty(), false, false);
    }

    @Test
    void domainsMayBeNamed() throws IOException {
        try (IcewarpPlayed server = new IcewarpPlayed(RpcAccountsTest::answer)) {
            accounts(server.url(), "domains = a.test, b.test\n").list();
            assertTrue(server.asked.get(1).contains("<domainstr>a.test</domainstr>"));
            assertTrue(server.asked.get(3).contains("<domainstr>b.test</domainstr>"));
        }
    }

    @Test
    void aMaskedPasswordIsHiddenAndAPlainOneIsAPassword() throws IOException {
        assertEquals(StoredPassword.HIDDEN, password("*"));
        assertEquals(StoredPassword.of("{PLAIN}rossi&2024", "PLAIN"), password("rossi&amp;2024"));
    }

    private StoredPassword password(String val) throws IOException {
        return account("U_Password", "<val>" + val + "</val>").password();
    }

    /** Of a server that tells this property of its one account. */
    private Account account(String name, String value) throws IOException {
        UnaryOperator<String> answers =
                request ->
                        command(request).equals("getaccountproperties")
                                ? result(
                                        "<item><apiproperty><propname>"
                                                + name
                                                + "</propname></apiproperty><propertyval>"
                                                + value
                                                + "</propertyval></item>")
                                : answer(request);
        try (IcewarpPlayed server = new IcewarpPlayed(answers)) {
            return accounts(server.url(), "").list().accounts().getFirst();
        }
    }

    @Test
    void propertiesAreReadAsTheyWereRecorded() throws IOException {
        Reply reply = Reply.of(bytes(recorded("GetAccountProperties_PropertySet.response.xml")));
        assertEquals(
                Map.of(
                        "a_name",
                        "",
                        "a_quota",
                        "",
                        "a_image",
                        "",
                        "a_aliaslist",
                        "test",
                        "a_state",
                        "0"),
                reply.properties());
    }

    @Test
    void severalAliasesAreSeveral() throws IOException {
        List<String> expected = List.of("info@testing.co.uk", "sales@testing.co.uk");
        assertEquals(expected, aliases("<val>info;sales</val>"));
        assertEquals(
                expected, aliases("<val><item>info</item><item>Sales@testing.co.uk</item></val>"));
    }

    private List<String> aliases(String val) throws IOException {
        return account("U_Alias", val).aliases();
    }

    @Test
    void aPageIsFollowedByTheNext() throws IOException {
        UnaryOperator<String> answers =
                request ->
                        command(request).equals("getaccountsinfolist")
                                ? result(
                                        "<item><email>u"
                                                + offset(request)
                                                + "@a.test</email><accounttype>0</accounttype></item>"
                                                + "<overallcount>3</overallcount>")
                                : answer(request);
        try (IcewarpPlayed server = new IcewarpPlayed(answers)) {
            assertEquals(
                    List.of("u0@a.test", "u1@a.test", "u2@a.test"),
                    accounts(server.url(), "").list().accounts().stream()
                            .map(Account::name)
                            .toList());
        }
    }

    private static String offset(String request) {
        return request.replaceFirst("(?s).*<offset>([0-9]+)</offset>.*", "$1");
    }

    @Test
    void aRefusalIsToldInIceWarpsWord() throws IOException {
        String invalid =
                "<iq type=\"error\"><query><error uid=\"auth_login_invalid\"/></query></iq>";
        assertEquals("IceWarp refused: auth_login_invalid", refused(_ -> invalid));
        assertEquals(
                "IceWarp refused: iq_root_tag_invalid",
                refused(_ -> recorded("ErrorResponse.xml")));
        assertEquals(
                "IceWarp refused: it does not say why",
                refused(_ -> invalid.replace("auth_", "a b")));
    }

    @Test
    void aDocumentThatReachesOutsideIsNotRead() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        String evil =
                "<!DOCTYPE iq [<!ENTITY x SYSTEM \""
                        + secret.toUri()
                        + "\">]><iq type=\"result\" sid=\"&x;\"><query/></iq>";
        assertEquals("IceWarp did not answer in XML", refused(_ -> evil));
        assertEquals("IceWarp did not answer in XML", refused(_ -> "<html><body>"));
    }

    @Test
    void thePasswordOfAnAdministratorDoesNotCrossTheNetInClear() throws IOException {
        Accounts accounts = accounts("http://icewarp.test/icewarpapi/", "");
        String said = assertThrows(IOException.class, accounts::list).getMessage();
        assertTrue(said.endsWith("would cross the net; use https"), said);
    }

    @Test
    void aCallIsWrittenAsItWasRecorded() throws IOException {
        assertEquals(
                squeezed(recorded("SetAccountPassword.request.xml")),
                Request.of(
                                "setaccountpassword",
                                Parameter.of("accountemail", "test@testing.com"),
                                Parameter.of("authtype", "0"),
                                Parameter.of("password", "test"),
                                Parameter.of("digest", "digest"),
                                Parameter.of("ignorepolicy", "0"))
                        .xml("sid"));
    }

    @Test
    void whatANameHoldsIsNoMarkup() throws IOException {
        assertTrue(
                Request.of("x", Parameter.of("y", "<a>&\"")).xml("").contains("&lt;a&gt;&amp;"),
                "escaped");
    }

    private static String squeezed(String xml) {
        return xml.replace("\ufeff", "").replaceAll(">\\s+<", "><").strip();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
