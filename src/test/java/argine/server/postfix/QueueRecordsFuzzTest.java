// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Lets a fuzzer write queue files; in a normal run the inputs it once found are read again. */
class QueueRecordsFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void anyFileIsReadOrDamaged(byte[] file) {
        QueueRecordsTest.readOrDamaged(file);
    }
}
