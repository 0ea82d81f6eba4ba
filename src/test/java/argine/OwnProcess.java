// SPDX-License-Identifier: Apache-2.0
package argine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that runs this very Argine in a process of its own, which can be killed. */
public final class OwnProcess {
    private OwnProcess() {}

    public static List<String> command(List<String> words) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "argine.Main"));
        command.addAll(words);
        return command;
    }
}
