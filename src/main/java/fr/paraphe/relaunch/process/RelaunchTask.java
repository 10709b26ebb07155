package fr.paraphe.relaunch.process;

import java.util.stream.Stream;

/** What the process asks of people. */
public enum RelaunchTask {
    SELECTION("SelectEmployeesAndChannel"),
    REVIEW("ReviewRecipients"),
    CONFIRMATION("ConfirmSending"),
    OUTCOME("ReadOutcome");

    private final String key;

    RelaunchTask(String key) {
        this.key = key;
    }

    /** The task's id in the diagram; its name in people's languages has the message key {@code task.relaunch.<key>}. */
    public String key() {
        return key;
    }

    static RelaunchTask of(String key) {
        return Stream.of(values())
                .filter(task -> task.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no task of this process: " + key));
    }
}
