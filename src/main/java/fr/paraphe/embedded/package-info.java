/** The database that Paraphe brings along when it is given none: real PostgreSQL, its data in one folder. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package fr.paraphe.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
