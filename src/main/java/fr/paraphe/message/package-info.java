/** Mail and SMS: frozen text, address, queue, sending, receipts. Nothing is lost and nothing is sent twice. */
@ApplicationModule(allowedDependencies = {"account", "problem"})
@NullMarked
package fr.paraphe.message;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
