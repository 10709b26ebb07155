/**
 * Automatic reminders: offerings that serve any number of clients, missions that create their occurrences in time, what
 * clients are asked for and what staff does.
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
            "vault"
        })
@NullMarked
package fr.paraphe.mission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
