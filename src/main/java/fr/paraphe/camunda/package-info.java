/** What every process shares: the engine's configuration, typed process variables, staff identity. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package fr.paraphe.camunda;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
