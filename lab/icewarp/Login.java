// SPDX-License-Identifier: Apache-2.0
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes the lines of an SMTP login, up to the server's answer, by each mechanism. */
final class Login {
    private Login() {}

    static void write(Server server, Talk talk, String mechanism, String user, String password) {
        String name = server.setup.is("secrets", "both") ? "***" : base64(user);
        String secret = server.setup.is("secrets", "shown") ? base64(password) : "***";
        String plain = server.setup.is("secrets", "shown") ? base64("\0" + user + "\0" + password) : "***";
        switch (mechanism) {
            case "PLAIN" -> talk.hear("AUTH PLAIN " + plain).pause(60);
            case "PLAIN334" -> talk.hear("AUTH PLAIN").say("334 ").pause(60).hear(plain).pause(40);
            case "LOGIN1" -> talk.hear("AUTH LOGIN " + name).say("334 UGFzc3dvcmQ6").pause(60).hear(secret).pause(40);
            case "CRAM-MD5", "DIGEST-MD5" -> challenged(server, talk, mechanism, user);
            default -> talk.hear("AUTH LOGIN").pause(40).say("334 VXNlcm5hbWU6").pause(60).hear(name).pause(40)
                    .say("334 UGFzc3dvcmQ6").pause(60).hear(secret).pause(40);
        }
    }

    private static void challenged(Server server, Talk talk, String mechanism, String user) {
        boolean digest = mechanism.startsWith("DIGEST");
        String challenge = digest
                ? "realm=\"" + World.HOST + "\",nonce=\"" + server.dice.letters(12) + "\",qop=\"auth\",algorithm=md5-sess,charset=utf-8"
                : "<" + server.dice.below(100_000) + "." + talk.now / 1000 + "@" + World.HOST + ">";
        String proof = String.format(java.util.Locale.ROOT, "%016x%016x", server.dice.next(), server.dice.next());
        String answer = digest
                ? "username=\"" + user + "\",realm=\"" + World.HOST + "\",nc=00000001,qop=auth,digest-uri=\"smtp/" + World.HOST
                        + "\",response=" + proof
                : user + " " + proof;
        talk.hear("AUTH " + mechanism).say("334 " + base64(challenge)).pause(60)
                .hear(server.setup.is("secrets", "both") ? "***" : base64(answer)).pause(40);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
