/**
 * Contracts that an account sends to its clients: made from a template, sent to one address, accepted section by
 * section, signed in the portal, sealed. Contracts that other software made are the module {@code contract}'s.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "camunda",
            "camunda :: identity",
            "layout",
            "message",
            "partner",
            "problem",
            "secret",
            "signing",
            "vault"
        })
@NullMarked
package fr.paraphe.proposal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
