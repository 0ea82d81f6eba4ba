/**
 * Shows a report to a person at a terminal, to a program, and to a person with a browser.
 *
 * <p>Begin at {@link argine.investigate.face.TextFace}, {@link argine.investigate.face.JsonFace}
 * and {@link argine.investigate.face.HtmlFace}: one report in, one text out, no file, no clock, no
 * locale. What a report quotes was written by strangers; it is made harmless here and nowhere else:
 * {@link argine.investigate.face.Plain} for a terminal, {@code Html} for a page.
 *
 * <p><b>Limits.</b> Text is measured in characters, so a column with wide letters is not straight.
 */
@NullMarked
package argine.investigate.face;

import org.jspecify.annotations.NullMarked;
