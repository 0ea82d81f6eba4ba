// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.server.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The settings of a Dovecot as its own {@code doveconf} says them.
 *
 * <p>It hides keys. Two are asked for by name, for only the key itself tells that it is short.
 */
public final class OwnSettings {
    private static final List<String> KEYS = List.of("doveadm_password", "doveadm_api_key");

    private OwnSettings() {}

    /** Those of one configuration, without the defaults. */
    public static List<Map.Entry<String, String>> read(Path config) throws IOException {
        Doveadm doveadm = new Doveadm(config);
        List<Map.Entry<String, String>> all = new ArrayList<>();
        for (Map.Entry<String, String> one : DoveconfText.parse(said(doveadm, "-n"))) {
            boolean hidden = KEYS.contains(one.getKey()) && one.getValue().startsWith("#");
            all.add(
                    hidden
                            ? Map.entry(
                                    one.getKey(), said(doveadm, "-P", "-h", one.getKey()).strip())
                            : one);
        }
        return all;
    }

    private static String said(Doveadm doveadm, String... words) throws IOException {
        Program conf = doveadm.doveconf(words);
        if (conf.exit() != 0) {
            throw new IOException("doveconf: " + conf.why());
        }
        return conf.said();
    }
}
