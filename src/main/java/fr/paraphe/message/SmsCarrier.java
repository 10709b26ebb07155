package fr.paraphe.message;

/** Hands an SMS to the provider. */
final class SmsCarrier {

    /** What the provider takes in one message. */
    static final int MAX_CHARACTERS = 1600;

    private SmsCarrier() {}
}
