package fr.paraphe.vault;

import org.jspecify.annotations.Nullable;

/** The keys for seals cannot be read or written. */
class SealKeysUnusable extends RuntimeException {

    SealKeysUnusable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
