/**
 * How a partner signs a document of the vault: the account's rule, the one-time code, the evidence, the page that
 * proves it and the account's seal over both.
 */
@ApplicationModule(allowedDependencies = {"account", "camunda", "message", "partner", "problem", "secret", "vault"})
@NullMarked
package fr.paraphe.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
