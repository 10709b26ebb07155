package fr.paraphe.mission;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What people call a request ({@code D-2026-000123}) or a task ({@code T-2026-000123}); its process's business key too.
 */
public record TaskNumber(@JsonValue String value) {

    @Override
    public String toString() {
        return value;
    }
}
