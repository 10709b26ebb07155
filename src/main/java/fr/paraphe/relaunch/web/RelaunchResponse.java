package fr.paraphe.relaunch.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import fr.paraphe.relaunch.RelaunchView;
import fr.paraphe.relaunch.process.RelaunchProcess.Position;
import fr.paraphe.relaunch.process.RelaunchTask;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run, what is next, and where to go from here.
 *
 * @param next what a person must do; null: nothing, now
 * @param blocked whether the engine needs an operator: Cockpit shows why
 */
record RelaunchResponse(
        @JsonUnwrapped RelaunchView run, @Nullable Next next, boolean blocked, Map<String, String> links) {

    /** @param taskId in Tasklist and in the engine's REST */
    record Next(RelaunchTask step, String taskId) {}

    static RelaunchResponse of(RelaunchView run, @Nullable Position position) {
        return new RelaunchResponse(run, next(position), position != null && position.blocked(), links(run, position));
    }

    private static @Nullable Next next(@Nullable Position position) {
        return position == null || position.task() == null || position.taskId() == null
                ? null
                : new Next(position.task(), position.taskId());
    }

    private static Map<String, String> links(RelaunchView run, @Nullable Position position) {
        var self = "/api/relaunches/" + run.number();
        var links = new LinkedHashMap<String, String>();
        links.put("self", self);
        links.put("contracts", self + "/contracts");
        links.put("recipients", self + "/recipients");
        links.put("preview", self + "/preview");
        links.put("outcome", self + "/outcome");
        links.put("outcomeCsv", self + "/outcome.csv");
        links.put("page", "/console/relaunches/" + run.number());
        links.put("contractsPage", "/console/contracts?" + run.filter());
        if (position != null) {
            links.put("cockpit", "/camunda/app/cockpit/default/#/process-instance/" + position.processInstanceId());
            if (position.taskId() != null) {
                links.put("task", "/camunda/app/tasklist/default/#/?task=" + position.taskId());
            }
        }
        return links;
    }
}
