/** Data to try Paraphe on: generated, always the same, in the current month; only with the embedded default. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "campaign",
            "campaign :: process",
            "contract",
            "home",
            "mission",
            "partner",
            "portal",
            "proposal",
            "proposal :: process",
            "signing",
            "vault"
        })
@NullMarked
package fr.paraphe.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
