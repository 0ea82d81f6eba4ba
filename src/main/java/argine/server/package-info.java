/**
 * A mail server seen from outside, through four small ports: log, queue, accounts, settings.
 *
 * <p>Each product has one room below this one. It knows the product's formats and commands, and is
 * reached only through the list of servers here, so the rest of the house never asks which product
 * it is talking to. This room does not know what is remembered, or what a finding is.
 */
@NullMarked
package argine.server;

import org.jspecify.annotations.NullMarked;
