/** How the business software's partners and contracts come in: CSV and JSON, over REST, a page or a watched folder. */
@ApplicationModule(allowedDependencies = {"account", "contract", "partner", "problem"})
@NullMarked
package fr.paraphe.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
