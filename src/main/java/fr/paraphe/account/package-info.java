/** The companies that use Paraphe, the options they have, and the staff who work there: who sees what. */
@ApplicationModule(allowedDependencies = {"problem", "camunda", "camunda :: identity"})
@NullMarked
package fr.paraphe.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
