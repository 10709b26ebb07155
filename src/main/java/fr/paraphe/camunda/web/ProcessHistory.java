package fr.paraphe.camunda.web;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/** Instances of processes, ended ones included, as far as the person at work may see them in the engine. */
@Component
class ProcessHistory {

    private static final List<String> NO_STEPS = List.of("multiInstanceBody", "subProcess");

    private final HistoryService history;
    private final MessageSource messages;

    ProcessHistory(HistoryService history, MessageSource messages) {
        this.history = history;
        this.messages = messages;
    }

    enum State {
        RUNNING,
        ENDED,
        /** Somebody has deleted it in Cockpit. */
        DELETED
    }

    /**
     * @param definitionId of the process in the version that the instance follows
     * @param process its name in the reader's language
     * @param number the business key: the run's, campaign's, mission's… number; null: it has none
     */
    record Instance(
            String id,
            String definitionId,
            String process,
            @Nullable String number,
            State state,
            Instant beganAt,
            @Nullable Instant endedAt) {}

    /**
     * @param activity its id in the diagram
     * @param name in the reader's language
     * @param person whose task it was; null: no person's
     * @param cancelled whether it was left before it was done
     */
    record Step(
            String activity,
            String name,
            @Nullable String person,
            Instant beganAt,
            @Nullable Instant endedAt,
            boolean cancelled) {}

    /**
     * The newest first.
     *
     * @param number only those with this number; null: all
     */
    List<Instance> instances(@Nullable String number, int from, int limit, Locale language) {
        var query = history.createHistoricProcessInstanceQuery();
        if (number != null) {
            query.processInstanceBusinessKey(number);
        }
        return query
                .orderByProcessInstanceStartTime()
                .desc()
                .orderByProcessInstanceId()
                .desc()
                .listPage(from, limit)
                .stream()
                .map(instance -> instance(instance, language))
                .toList();
    }

    Optional<Instance> instance(String id, Locale language) {
        return Optional.ofNullable(history.createHistoricProcessInstanceQuery()
                        .processInstanceId(id)
                        .singleResult())
                .map(instance -> instance(instance, language));
    }

    /** What the instance came through, in the order of time. */
    List<Step> path(Instance instance, Locale language) {
        return history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance.id())
                .orderByHistoricActivityInstanceStartTime()
                .asc()
                .orderPartiallyByOccurrence()
                .asc()
                .list()
                .stream()
                .filter(activity -> !NO_STEPS.contains(activity.getActivityType()))
                .map(activity -> step(activity, language))
                .toList();
    }

    private Instance instance(HistoricProcessInstance instance, Locale language) {
        var state = switch (instance.getState()) {
            case HistoricProcessInstance.STATE_ACTIVE, HistoricProcessInstance.STATE_SUSPENDED -> State.RUNNING;
            case HistoricProcessInstance.STATE_EXTERNALLY_TERMINATED -> State.DELETED;
            default -> State.ENDED;
        };
        var name = Optional.ofNullable(instance.getProcessDefinitionName()).orElse(instance.getProcessDefinitionKey());
        return new Instance(
                instance.getId(),
                instance.getProcessDefinitionId(),
                messages.getMessage("process." + instance.getProcessDefinitionKey(), null, name, language),
                instance.getBusinessKey(),
                state,
                instance.getStartTime().toInstant(),
                instant(instance.getEndTime()));
    }

    private Step step(HistoricActivityInstance activity, Locale language) {
        var key = activity.getProcessDefinitionKey() + "." + activity.getActivityId();
        var name = Optional.ofNullable(activity.getActivityName()).orElse("");
        return new Step(
                activity.getActivityId(),
                messages.getMessage(
                        new DefaultMessageSourceResolvable(new String[] {"task." + key, "diagram." + key}, name),
                        language),
                activity.getAssignee(),
                activity.getStartTime().toInstant(),
                instant(activity.getEndTime()),
                activity.isCanceled());
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
