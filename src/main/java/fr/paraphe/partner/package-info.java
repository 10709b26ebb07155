/** The directory: partners of each account, how they can be reached, and who changed that. */
@ApplicationModule(allowedDependencies = {"account", "problem", "secret"})
@NullMarked
package fr.paraphe.partner;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
