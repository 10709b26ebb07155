/** The contracts of each account, which of them still await a signature, until when, and how they get signed. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "camunda",
            "camunda :: identity",
            "layout",
            "message",
            "partner",
            "problem",
            "signing",
            "vault"
        })
@NullMarked
package fr.paraphe.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
