package fr.paraphe.message;

/**
 * A mail came back. Told in the transaction that writes it down.
 *
 * @param recipient the flow's own id
 * @param hard whether the address will never work
 */
public record MailBounced(DispatchKey dispatch, long recipient, String address, boolean hard) {

    @Override
    public String toString() {
        return "MailBounced[" + dispatch + ", " + recipient + "]"; // an address is personal data
    }
}
