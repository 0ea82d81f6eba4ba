// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One session while it lasts: who is on the other end, who logged in, the message being sent. */
final class Dialogue {
    /** Stands for a service: what the spam filter writes into a log of its own. */
    static final String ANTISPAM = "antispam";

    private static final int MAX_STEPS = 1000;

    /** Who sends in this session. */
    enum Role {
        /** IceWarp takes mail, or is asked for it. */
        SERVER,
        /** IceWarp brings mail to another server. */
        CLIENT,
        UNKNOWN
    }

    /** A command whose reply has not come. */
    record Step(Word word, Address address) {}

    /** The message of a session, from {@code MAIL FROM} to its last reply. */
    static final class Transfer {
        final Address sender;
        final List<Address> recipients = new ArrayList<>(1);
        final List<Address> local = new ArrayList<>(0);

        /** Answers that are known before it is known which message they are for. */
        final List<Reply> replies = new ArrayList<>(0);

        /** Recipients whose answer is known: a summary may name them again. */
        final Set<Address> answered = new HashSet<>();

        long size;
        int asked;
        boolean accepted;
        boolean told;

        Transfer(Address sender, long size) {
            this.sender = sender;
            this.size = size;
        }
    }

    /** A recipient, and what became of it. */
    record Reply(Address recipient, Answer answer) {}

    final int number;
    final ClientAddress peer;
    final String service;

    /** See {@link LogName#writer}. */
    final String writer;

    final Deque<Step> steps = new ArrayDeque<>(4);
    Role role = Role.UNKNOWN;
    long last;
    boolean greeted;

    /** Nothing has been said yet: the next line may be a greeting. */
    boolean fresh;

    String helo = "";
    String account = "";
    @Nullable Login login;

    /** The last login, which was not let in. */
    @Nullable Login refused;

    /** How many replies come before that to the login. */
    int beforeLogin;

    /** The login that each reply decides which has not come; none for other commands. */
    private final Deque<Optional<Login>> decided = new ArrayDeque<>(2);

    /** The same where commands have tags, and replies theirs. */
    private final Map<String, Login> tagged = new LinkedHashMap<>(2);

    @Nullable Transfer transfer;
    Optional<Answer> trouble = Optional.empty();
    Optional<QueueId> named = Optional.empty();

    /** Recipients that could not be reached, while it is not known which message they are of. */
    final List<Reply> unreached = new ArrayList<>(0);

    int authOk;
    int authTried;
    int mailOk;
    int rcptOk;
    int rcptTried;
    int resets;

    /** The code of a reply of which more lines may come. */
    private int continued;

    private final byte[] peerText;

    Dialogue(int number, ClientAddress peer, String service, String writer, byte[] peerText) {
        this.number = number;
        this.writer = writer;
        this.peer = peer;
        this.service = service;
        this.peerText = peerText;
    }

    /** Whether a line with the key of this session is one of it: keys are fingerprints. */
    boolean isOf(Lines lines, int i) {
        int from = lines.peer(i);
        int to = lines.peerEnd(i);
        return Arrays.equals(lines.bytes(), from, to, peerText, 0, peerText.length);
    }

    void expectReply(Word word, Address address) {
        if (steps.size() < MAX_STEPS) {
            steps.add(new Step(word, address));
        }
    }

    /** The next reply that has not been promised yet decides a login, or none. */
    void promise(Optional<Login> which) {
        if (decided.size() < MAX_STEPS) {
            decided.add(which);
        }
    }

    /** The login that this reply decides. */
    Optional<Login> answered() {
        Optional<Login> first = decided.poll();
        return first == null ? Optional.empty() : first;
    }

    /** The reply with this tag decides a login. */
    void promise(String tag, Login which) {
        if (tagged.size() < MAX_STEPS) {
            tagged.put(tag, which);
        }
    }

    Optional<Login> answered(String tag) {
        return Optional.ofNullable(tagged.remove(tag));
    }

    /** Whether a line only goes on with a reply that was understood at its first line. */
    boolean isOldReply(int code, boolean goesOn) {
        boolean old = code == continued;
        continued = goesOn ? code : 0;
        return old;
    }

    boolean isSmtp() {
        return service.equals("smtp");
    }
}
