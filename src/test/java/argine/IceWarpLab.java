// SPDX-License-Identifier: Apache-2.0
package argine;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The generator of {@code lab/icewarp}, compiled once and called in this process.
 *
 * <p>It is no part of Argine and is not compiled with it, so that the two share nothing.
 */
public final class IceWarpLab {
    private static final Path SOURCES = Path.of("lab/icewarp");

    private final List<Class<?>> compiled = new ArrayList<>();

    /** Writes a server into a folder and returns the folder. */
    public Path write(Path folder, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("--out", folder.toString()));
        all.addAll(List.of(words));
        call("IceWarpGen", "main", all.toArray(String[]::new));
        return folder;
    }

    /** The names of all scenarios. */
    List<String> scenarios() throws Exception {
        Object names = Objects.requireNonNull(call("Scenario", "names"));
        return ((List<?>) names).stream().map(String::valueOf).toList();
    }

    private Object call(String type, String name, String[]... arguments) throws Exception {
        for (Method method : generator(type).getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                method.setAccessible(true);
                Object[] given = arguments;
                Object answer = method.invoke(null, given);
                return answer == null ? "" : answer;
            }
        }
        throw new IllegalStateException(type + " has no " + name);
    }

    private Class<?> generator(String type) throws Exception {
        if (compiled.isEmpty()) {
            compile();
        }
        return compiled.getFirst().getClassLoader().loadClass(type);
    }

    private void compile() throws Exception {
        Path classes = Files.createTempDirectory("icewarp-lab");
        List<String> words = new ArrayList<>(List.of("-d", classes.toString()));
        try (Stream<Path> sources = Files.list(SOURCES)) {
            sources.filter(one -> one.toString().endsWith(".java"))
                    .forEach(one -> words.add(one.toString()));
        }
        int code =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, words.toArray(String[]::new));
        if (code != 0) {
            throw new IOException(SOURCES + " does not compile");
        }
        URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
        compiled.add(loader.loadClass("IceWarpGen"));
    }
}
