package fr.paraphe.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of handing one message to the provider. Details are the provider's words, for staff to read. */
sealed interface Answer {

    /** The provider has it. */
    record Accepted(@Nullable String providerId, @Nullable String detail) implements Answer {}

    /** The provider had it already, from an earlier attempt, and has delivered it. */
    record Arrived(String providerId) implements Answer {}

    /** The provider will never take it for this recipient. */
    record Refused(FailureReason reason, @Nullable String detail) implements Answer {}

    /** The provider does not have it, and may take it later. */
    record Later(@Nullable String detail) implements Answer {}

    /** The provider does not have it, and takes nothing from us before then. */
    record Busy(Instant until) implements Answer {}

    /** The provider may or may not have it. */
    record Unanswered(@Nullable String detail) implements Answer {}

    /** Whether the provider has it could not be found out this time. Nothing was handed over. */
    record NotFoundOut(@Nullable String detail) implements Answer {}

    /** The provider has something like it, and nobody but a person can tell whether it is this one. */
    record Ambiguous(String detail) implements Answer {}

    /** Nobody can be reached through the provider. It does not have the message. */
    record Down(String problem, @Nullable Exception cause) implements Answer {}
}
