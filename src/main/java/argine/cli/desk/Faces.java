// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import argine.investigate.Report;
import argine.investigate.face.HtmlFace;
import argine.investigate.face.JsonFace;
import argine.investigate.face.TextFace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Shows a report in the form that was asked for, on the terminal or in a file. */
public record Faces(Surroundings surroundings, Format format, Optional<Path> output) {
    private static final int WIDTH = 100;

    public void show(Report report) throws IOException {
        String text = render(report);
        if (output.isEmpty()) {
            surroundings.out().print(text);
            return;
        }
        Files.writeString(output.get(), text, StandardCharsets.UTF_8);
        surroundings
                .out()
                .println(
                        TextFace.text(report, false, WIDTH, surroundings.clock().getZone())
                                .lines()
                                .findFirst()
                                .orElse(""));
        surroundings.out().println("The whole report is in " + output.get());
    }

    private String render(Report report) {
        boolean colour = surroundings.terminal() && output.isEmpty();
        return switch (format) {
            case TEXT -> TextFace.text(report, colour, WIDTH, surroundings.clock().getZone());
            case JSON -> JsonFace.json(report);
            case HTML ->
                    HtmlFace.html(
                            report, surroundings.clock().getZone(), surroundings.clock().instant());
        };
    }
}
