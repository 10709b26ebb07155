package fr.paraphe.signing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a partner signed in the portal.
 *
 * @param sha256 of the document that was read and signed, in hexadecimal
 * @param signer the partner's name
 * @param space which login it was
 * @param readAt when the partner first opened the document
 * @param remoteAddress from where
 * @param userAgent with which program, as it names itself
 * @param consent the sentence that was ticked
 * @param codeChannel by which channel the code came; null: none was asked for
 * @param codeAddress where it went, all but its end covered
 */
public record SignatureEvidence(
        String sha256,
        String signer,
        String space,
        Instant signedAt,
        Instant readAt,
        String remoteAddress,
        String userAgent,
        String consent,
        @Nullable String codeChannel,
        @Nullable String codeAddress) {

    @Override
    public String toString() {
        return "SignatureEvidence[" + sha256 + "]"; // all else is personal data
    }
}
