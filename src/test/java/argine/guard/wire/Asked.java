// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import argine.guard.Decision;
import argine.guard.PolicyRequest;
import argine.guard.Reason;
import argine.guard.Transaction;
import argine.guard.intrusion.Offence;
import argine.guard.limit.Failure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A judge that remembers what it was asked, and answers as a test wants it to. */
public final class Asked implements Judge {
    public static final Decision DEFER =
            new Decision.Defer(new Reason("account", "4.7.1", "300 recipients / hour", "a7f3"));
    public static final Decision HOLD =
            new Decision.Hold(new Reason("suspected", "2.7.1", "held", "b001"));
    public static final Decision REJECT =
            new Decision.Reject(new Reason("contained", "5.7.1", "contained at 100 %", "c0de"));

    private final Function<PolicyRequest, Decision> answer;
    private final List<PolicyRequest> requests = new CopyOnWriteArrayList<>();
    private final List<Transaction> aborted = new CopyOnWriteArrayList<>();
    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final List<Offence> offences = new CopyOnWriteArrayList<>();
    private final List<String> failed = new CopyOnWriteArrayList<>();

    public Asked(Function<PolicyRequest, Decision> answer) {
        this.answer = answer;
    }

    public static Asked passing() {
        return new Asked(_ -> Decision.PASS);
    }

    @Override
    public Decision decide(PolicyRequest request) {
        requests.add(request);
        return answer.apply(request);
    }

    @Override
    public void aborted(Transaction transaction) {
        aborted.add(transaction);
    }

    @Override
    public void closed(String session) {
        closed.add(session);
    }

    @Override
    public void offended(Offence offence) {
        offences.add(offence);
    }

    @Override
    public void failed(Failure failure) {
        failed.add(failure.login() + " " + failure.recipient());
    }

    public List<PolicyRequest> requests() {
        return requests;
    }

    public List<Transaction> abortedOnes() {
        return aborted;
    }

    public List<String> closedOnes() {
        return closed;
    }

    public List<Offence> offences() {
        return offences;
    }

    public List<String> failedOnes() {
        return failed;
    }
}
