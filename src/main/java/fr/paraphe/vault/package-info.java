/**
 * The vaults of the partners: typed documents, sealed if wanted, that never change and are kept as long as the law
 * asks.
 */
@ApplicationModule(allowedDependencies = {"account", "partner", "problem"})
@NullMarked
package fr.paraphe.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
