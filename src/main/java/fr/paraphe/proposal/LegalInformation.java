package fr.paraphe.proposal;

import java.time.Instant;

/**
 * Who a client is in the eyes of the law, as the client says.
 *
 * @param address of the seat
 * @param signatoryQuality in which quality the signatory signs for the company, such as "gérante"
 */
public record LegalInformation(
        CompanyForm form,
        String name,
        CompanyIdentifier identifier,
        String address,
        String signatoryName,
        String signatoryQuality,
        Instant givenAt) {

    /** Who signs, and in which quality. */
    public String signatory() {
        return signatoryName + ", " + signatoryQuality;
    }

    @Override
    public String toString() {
        return "LegalInformation"; // much of it is about a person
    }
}
