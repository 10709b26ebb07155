/** Catches mail and SMS where none is meant to leave, and shows them at {@code /mailbox}; never in production. */
@ApplicationModule(allowedDependencies = {"message", "problem"})
@NullMarked
package fr.paraphe.mailbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
