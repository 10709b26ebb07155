package fr.paraphe.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one call of {@link MessageSending#sendBatch} did, and what to do next.
 *
 * @param sent accepted by the provider in this batch
 * @param failed given up in this batch, each with its reason
 * @param more whether this dispatch needs another batch; what other living senders are busy with does not count
 * @param held whether the dispatch is held: call again after it was released
 * @param failing whether the batch broke off because too many messages in a row did not get through
 * @param nextAttemptAt when to call again; {@code null} means at once, if there is {@code more}
 */
public record BatchResult(
        int sent,
        int failed,
        boolean more,
        boolean held,
        boolean failing,
        @Nullable Instant nextAttemptAt) {}
