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
        System.exit(exit);
    }
}
