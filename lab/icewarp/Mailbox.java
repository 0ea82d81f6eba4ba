// SPDX-License-Identifier: Apache-2.0

/** Writes the lines of POP3 and IMAP sessions. */
final class Mailbox {
    private Mailbox() {}

    static void pop(Server server, Talk talk, String user, String password, boolean right) {
        talk.say("+OK " + World.HOST + " " + server.setup.version() + " POP3 " + server.stamps.rfc(talk.now) + " <"
                + server.dice.below(100_000) + "." + talk.now / 1000 + "@" + World.HOST + ">").pause(80);
        talk.hear("USER " + user).say("+OK " + user).pause(40).hear("PASS " + password).pause(100);
        if (!right) {
            talk.say("-ERR Authentication failed").pause(100).hear("QUIT").say("+OK closing connection");
            return;
        }
        int messages = server.dice.below(6);
        talk.say("+OK " + messages + " messages, " + messages * 2113 + " octets").pause(60).hear("STAT")
                .say("+OK " + messages + " " + messages * 2113).pause(200).hear("QUIT").say("+OK " + World.HOST + " closing connection");
    }

    static void imap(Server server, Talk talk, String user, String password, boolean right) {
        talk.say("* OK " + server.setup.version() + " IMAP4rev1 " + server.stamps.rfc(talk.now)).pause(80);
        talk.hear("A0001 LOGIN \"" + user + "\" \"" + password + "\"").pause(100);
        if (!right) {
            talk.say("A0001 NO LOGIN failed").pause(100).hear("A0002 LOGOUT").say("A0002 OK LOGOUT completed");
            return;
        }
        talk.say("A0001 OK LOGIN completed").pause(60).hear("A0002 SELECT \"INBOX\"").say("A0002 OK [READ-WRITE] SELECT completed")
                .pause(3000).hear("A0003 LOGOUT").say("A0003 OK LOGOUT completed");
    }
}
