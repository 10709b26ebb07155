package fr.paraphe.message;

import org.jspecify.annotations.Nullable;

/**
 * The mail server or the SMS provider cannot be used for anybody at present: unreachable, or refuses our account. What
 * was claimed is back in the queue; the job that meets this fails, and is tried again.
 */
public final class ProviderDown extends RuntimeException {

    ProviderDown(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
