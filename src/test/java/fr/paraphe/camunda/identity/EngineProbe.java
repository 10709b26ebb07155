package fr.paraphe.camunda.identity;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;

/** A process of one human step, to see who sees and does what. */
final class EngineProbe {

    static final String KEY = "probe";

    private EngineProbe() {}

    /** Deployed once, for all tenants; agents may work on it, as after a start. */
    static void deploy(RepositoryService repository, Authorizations authorizations) {
        var process = Bpmn.createExecutableProcess(KEY)
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .userTask("check")
                .endEvent("checked")
                .done();
        repository
                .createDeployment()
                .name(KEY)
                .enableDuplicateFiltering(true)
                .addModelInstance(KEY + ".bpmn", process)
                .deploy();
        authorizations.bringInStep();
    }
}
