package fr.paraphe.message;

import org.jspecify.annotations.Nullable;

/**
 * Reads the provider's words about an SMS. Codes: Twilio's error dictionary.
 *
 * @param state SENT, DELIVERED or FAILED
 */
record SmsStatus(MessageState state, @Nullable FailureReason reason) {

    static SmsStatus of(String status, @Nullable Integer errorCode) {
        return switch (status) {
            case "delivered", "read" -> new SmsStatus(MessageState.DELIVERED, null);
            case "undelivered", "failed", "canceled" -> new SmsStatus(MessageState.FAILED, reason(errorCode));
            default -> new SmsStatus(MessageState.SENT, null);
        };
    }

    static FailureReason reason(@Nullable Integer errorCode) {
        return switch (errorCode == null ? 0 : errorCode) {
            case 21211, 21217, 21265, 21421 -> FailureReason.INVALID_NUMBER;
            case 21612, 21614, 30006 -> FailureReason.NOT_A_MOBILE;
            case 21610 -> FailureReason.OPTED_OUT;
            case 21408, 21215 -> FailureReason.REGION_NOT_SERVED;
            case 30003 -> FailureReason.UNREACHABLE;
            case 30004 -> FailureReason.BLOCKED;
            case 30005 -> FailureReason.UNKNOWN_NUMBER;
            case 30007 -> FailureReason.FILTERED;
            case 30036 -> FailureReason.EXPIRED;
            case 30001, 30008 -> FailureReason.NOT_DELIVERED;
            default -> FailureReason.REFUSED;
        };
    }
}
