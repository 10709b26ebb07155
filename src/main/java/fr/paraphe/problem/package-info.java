/** How a refusal is told: one exception type, one text per kind and language, as RFC 9457 problem details. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package fr.paraphe.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
