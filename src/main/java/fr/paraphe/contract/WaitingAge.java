package fr.paraphe.contract;

import java.time.Duration;

/** For how long at least a contract has awaited its signature, counted from its start. */
public enum WaitingAge {
    TWO_DAYS(2),
    ONE_WEEK(7),
    TWO_WEEKS(14),
    ONE_MONTH(30);

    private final Duration atLeast;

    WaitingAge(int days) {
        atLeast = Duration.ofDays(days);
    }

    Duration atLeast() {
        return atLeast;
    }
}
