// SPDX-License-Identifier: Apache-2.0
package argine;

import argine.cli.Cli;
import argine.cli.desk.Surroundings;

/** {@code argine}: where the process begins and, with one of the codes in {@code Exit}, ends. */
final class Main {
    private Main() {}

    public static void main(String[] args) {
        Surroundings surroundings = Surroundings.ofThisProcess();
        int exit = Cli.run(surroundings, args);
        surroundings.flush();
        end(exit);
    }

    /**
     * Ends the process. {@code System.exit} asks for a logger first, and for that Java opens every
     * library, which takes as long as a short command. What is to be done at the end has been done
     * by then, unless the process is being ended already, by Ctrl-C for example.
     */
    private static void end(int exit) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread("argine-end"));
        } catch (IllegalStateException _) {
            System.exit(exit);
        }
        Runtime.getRuntime().halt(exit);
    }
}
