/**
 * Mass reminders about unsigned work contracts: selected, reviewed, shown with their price, confirmed, sent, accounted
 * for.
 */
@ApplicationModule(
        allowedDependencies = {"account", "camunda", "camunda :: identity", "contract", "message", "partner", "problem"
        })
@NullMarked
package fr.paraphe.relaunch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
