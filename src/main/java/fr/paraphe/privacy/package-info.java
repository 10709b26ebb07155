/**
 * What a person may ask about their data: all that is known about them, or its erasure. The only module that reads the
 * tables of all others: one list ({@link fr.paraphe.privacy.PersonalData}) says for each what is told and what goes.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "camunda",
            "camunda :: identity",
            "layout",
            "partner",
            "portal",
            "problem",
            "vault"
        })
@NullMarked
package fr.paraphe.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
