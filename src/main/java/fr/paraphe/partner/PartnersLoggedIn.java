package fr.paraphe.partner;

import java.util.List;

/**
 * A person came in by the partners' door; told in the login's transaction, by whoever keeps that door.
 *
 * @param partners whom this person stands behind, whatever their accounts; may be empty
 */
public record PartnersLoggedIn(List<PartnerId> partners) {

    public PartnersLoggedIn {
        partners = List.copyOf(partners);
    }
}
