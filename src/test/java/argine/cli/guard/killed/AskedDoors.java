// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard.killed;

import argine.guard.wire.http.HttpCall;
import argine.guard.wire.milter.Talk;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Mail servers' ends of the guard's doors; each sends one message to one recipient outside. */
final class AskedDoors implements Closeable {
    private final Path folder;
    private final Wire policy;
    private final Wire milter;
    private long messages;

    private AskedDoors(Path folder, Wire policy, Wire milter) {
        this.folder = folder;
        this.policy = policy;
        this.milter = milter;
    }

    static AskedDoors open(Path folder) throws IOException {
        Wire policy = new Wire(folder.resolve("policy"));
        Wire milter = new Wire(folder.resolve("milter"));
        milter.say(new Talk().begin().bytes());
        milter.packet();
        milter.packet();
        return new AskedDoors(folder, policy, milter);
    }

    /** What each door says to a message of an account, by its name. */
    SequencedMap<String, String> all(String account) throws IOException {
        SequencedMap<String, String> all = new TreeMap<>();
        all.put("policy", policy(account));
        all.put("milter", milter(account));
        all.put("line", line(account));
        all.put("http", http("/v1/decide", account));
        return all;
    }

    /** As Postfix asks: at the recipient, and at the end of the message. */
    String policy(String account) throws IOException {
        String common =
                "\nsasl_username=%1$s\nsender=%1$s\ninstance=i%2$s\nclient_address=203.0.113.9\n"
                        .formatted(account, ++messages);
        String first = "request=smtpd_access_policy\nprotocol_state=RCPT\nrecipient=a@ext.test";
        String answer = policyAnswer(first + common);
        String second = "request=smtpd_access_policy\nprotocol_state=END-OF-MESSAGE\nsize=900";
        return answer.equals("pass")
                ? policyAnswer(second + "\nrecipient_count=1" + common)
                : answer;
    }

    private String policyAnswer(String request) throws IOException {
        policy.say((request + "\n").getBytes(StandardCharsets.UTF_8));
        String answer = policy.line() + policy.line();
        return answer.equals("action=DUNNO") ? "pass" : answer.replace("action=550 5", "reject 5");
    }

    String milter(String account) throws IOException {
        milter.say(new Talk().mail(account, account).rcpt("a@ext.test").text(account).bytes());
        milter.packet();
        String answer = milter.packet();
        return answer.equals("c") ? "pass" : answer.replace("y550 5", "reject 5");
    }

    private String line(String account) throws IOException {
        try (Wire line = new Wire(folder.resolve("line"))) {
            line.say(
                    "data\tlogin=%1$s\tip=203.0.113.9\tfrom=%1$s\tto=a@ext.test\tcount=1\n"
                            .formatted(account)
                            .getBytes(StandardCharsets.UTF_8));
            return line.line();
        }
    }

    private String http(String path, String account) throws IOException {
        String answer =
                HttpCall.post(
                                UnixDomainSocketAddress.of(folder.resolve("http")),
                                path,
                                "{\"login\":\"%1$s\",\"sender\":\"%1$s\",\"recipients\":[\"a@ext.test\"]}"
                                        .formatted(account))
                        .body();
        return answer.replaceFirst("^.\"decision\":\"(pass|reject)\"(.).*", "$1$2")
                .replace("}", "")
                .replace(',', ' ');
    }

    /** Whether Dovecot is told to let somebody in. */
    boolean letsIn(String account) throws IOException {
        return HttpCall.post(
                        UnixDomainSocketAddress.of(folder.resolve("http")),
                        "/?command=allow",
                        "{\"login\":\"" + account + "\",\"protocol\":\"imap\"}")
                .body()
                .startsWith("{\"status\":0,");
    }

    @Override
    public void close() throws IOException {
        try (policy;
                milter) {
            milter.say(new Talk().packet('Q').bytes());
        }
    }

    /** One connection. */
    private static final class Wire implements Closeable {
        private final SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        private final DataInputStream in = new DataInputStream(Channels.newInputStream(channel));

        Wire(Path socket) throws IOException {
            channel.connect(UnixDomainSocketAddress.of(socket));
        }

        void say(byte[] bytes) throws IOException {
            channel.write(ByteBuffer.wrap(bytes));
        }

        String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
                line.append((char) b);
            }
            return line.toString();
        }

        String packet() throws IOException {
            byte[] content = new byte[in.readInt()];
            in.readFully(content);
            return new String(content, StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
