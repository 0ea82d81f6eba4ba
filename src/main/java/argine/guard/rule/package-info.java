/**
 * What may be wrong with a request: one class for each rule, all of them in {@link
 * argine.guard.rule.Rules}.
 */
@NullMarked
package argine.guard.rule;

import org.jspecify.annotations.NullMarked;
