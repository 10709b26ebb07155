/** The first page and the login page: where everything is, and who one can be in the demonstration. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package fr.paraphe.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
