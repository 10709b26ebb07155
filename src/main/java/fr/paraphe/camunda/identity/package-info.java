/** Staff, groups and tenants as the engine knows them, and the fences around the engine's own doors. */
@NamedInterface("identity")
@NullMarked
package fr.paraphe.camunda.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
