// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Keeps files, methods, lines and rooms small enough to read. */
class SizeTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 40;
    private static final int LINE_WIDTH = 110;
    private static final int ROOM_FILES = 32;

    /** The room that is a list of signals. */
    private static final Map<Path, Integer> LARGER_ROOMS =
            Map.of(Path.of("src/main/java/argine/detect/signal"), 45);

    @Test
    void filesAreAtMost400Lines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources("src")) {
            int lines = Files.readAllLines(file).size();
            if (lines > FILE_LINES) {
                tooLong.add(file + ": " + lines + " lines");
            }
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    void linesAreAtMost110Wide() throws IOException {
        List<String> tooWide = new ArrayList<>();
        for (Path file : sources("src/main")) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > LINE_WIDTH) {
                    tooWide.add(file + ":" + (i + 1));
                }
            }
        }
        assertEquals(List.of(), tooWide);
    }

    @Test
    void methodsAreAtMost40Lines() throws IOException {
        assertEquals(List.of(), longMethods(sources("src/main")));
    }

    @Test
    void roomsStaySmallEnoughToKnow() throws IOException {
        Map<Path, Long> rooms =
                sources("src/main").stream()
                        .filter(f -> !f.endsWith("package-info.java"))
                        .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        rooms.entrySet()
                .removeIf(
                        room ->
                                room.getValue()
                                        <= LARGER_ROOMS.getOrDefault(room.getKey(), ROOM_FILES));
        assertEquals(Map.of(), rooms);
    }

    @Test
    void importsSayWhatTheyImport() throws IOException {
        List<String> wildcards = new ArrayList<>();
        for (Path file : sources("src")) {
            Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("import ") && line.endsWith("*;"))
                    .forEach(line -> wildcards.add(file + ": " + line));
        }
        assertEquals(List.of(), wildcards);
    }

    private static List<String> longMethods(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> found = new ArrayList<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    null,
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree file : task.parse()) {
                new LongMethods(file, positions, found).scan(file, null);
            }
        }
        return found;
    }

    private static List<Path> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }

    /**
     * Walks through one file and notes the methods that are too long, comments above not counted.
     */
    private static final class LongMethods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree file;
        private final SourcePositions positions;
        private final List<String> found;

        LongMethods(CompilationUnitTree file, SourcePositions positions, List<String> found) {
            this.file = file;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            long end = positions.getEndPosition(file, method);
            if (end >= 0) {
                long first =
                        file.getLineMap().getLineNumber(positions.getStartPosition(file, method));
                long lines = file.getLineMap().getLineNumber(end) - first + 1;
                if (lines > METHOD_LINES) {
                    found.add(
                            file.getSourceFile().getName()
                                    + ":"
                                    + first
                                    + " "
                                    + method.getName()
                                    + ", "
                                    + lines
                                    + " lines");
                }
            }
            return super.visitMethod(method, nothing);
        }
    }
}
