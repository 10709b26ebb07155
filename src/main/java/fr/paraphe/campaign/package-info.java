/** Information campaigns: a message and documents for a population, from a date to a date, each partner once. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "camunda",
            "camunda :: identity",
            "layout",
            "message",
            "partner",
            "problem",
            "vault"
        })
@NullMarked
package fr.paraphe.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
