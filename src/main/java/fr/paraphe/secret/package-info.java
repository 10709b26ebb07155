/** The server's own secret, from which signatures are made that nobody else can make. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package fr.paraphe.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
