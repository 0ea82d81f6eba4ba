/**
 * What a person sees of a message: headers and text decoded, without tags, as a stream.
 *
 * <p>Begin at {@link argine.sweep.text.MessageDecoder}, which takes a message line by line, and at
 * {@link argine.sweep.text.View}, which is told what it says. Messages are hostile: whatever they
 * hold, time grows with their length and memory does not grow at all.
 */
@NullMarked
package argine.sweep.text;

import org.jspecify.annotations.NullMarked;
