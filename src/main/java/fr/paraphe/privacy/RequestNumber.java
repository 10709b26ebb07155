package fr.paraphe.privacy;

import com.fasterxml.jackson.annotation.JsonValue;

/** What people call a request: {@code DP-2026-000123}. It is its process's business key too. */
public record RequestNumber(@JsonValue String value) {

    @Override
    public String toString() {
        return value;
    }
}
