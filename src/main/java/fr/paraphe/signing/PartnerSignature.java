package fr.paraphe.signing;

import org.jspecify.annotations.Nullable;

/**
 * What a partner sends to sign.
 *
 * @param sha256 of the document that the page showed, in hexadecimal
 * @param consent the sentence beside the box; null: the box is not ticked
 * @param code as typed; null: none
 * @param space names the login, without personal data
 */
public record PartnerSignature(
        String sha256,
        @Nullable String consent,
        @Nullable String code,
        String space,
        String remoteAddress,
        @Nullable String userAgent) {

    @Override
    public String toString() {
        return "PartnerSignature[" + sha256 + "]"; // where from is personal data, and the code secret
    }
}
