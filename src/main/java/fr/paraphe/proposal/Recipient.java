package fr.paraphe.proposal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person enters to send a contract, as typed; what is null or blank is missing.
 *
 * @param mobile for the code by SMS, where the account asks for one
 * @param location its name; an account with a single one needs none
 * @param language {@code fr} or {@code en}: of the mails
 * @param entries what stands in the template's fields, by their words
 */
public record Recipient(
        @Nullable String mail,
        @Nullable String company,
        @Nullable String mobile,
        @Nullable LeadSource leadSource,
        @Nullable String location,
        @Nullable String language,
        Map<String, String> entries) {

    public Recipient {
        entries = Map.copyOf(entries);
    }

    @Override
    public String toString() {
        return "Recipient"; // all of it is about a person
    }
}
