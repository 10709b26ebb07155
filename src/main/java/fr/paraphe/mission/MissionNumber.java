package fr.paraphe.mission;

import com.fasterxml.jackson.annotation.JsonValue;

/** What people call a mission: {@code M-2026-000123}. It is its process's business key too. */
public record MissionNumber(@JsonValue String value) {

    @Override
    public String toString() {
        return value;
    }
}
