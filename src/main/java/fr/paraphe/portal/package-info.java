/** The partners' own site: how they are invited, get in, choose a password, and what they find there. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "camunda",
            "campaign",
            "contract",
            "layout",
            "message",
            "mission",
            "partner",
            "problem",
            "proposal",
            "secret",
            "signing",
            "vault"
        })
@NullMarked
package fr.paraphe.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
