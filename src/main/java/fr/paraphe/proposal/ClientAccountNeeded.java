package fr.paraphe.proposal;

import fr.paraphe.partner.PartnerId;

/**
 * A contract is about to be sent to this client, who is to find it in a space of their own. Told in the same
 * transaction.
 *
 * @param by who sends the contract
 */
public record ClientAccountNeeded(PartnerId client, String by) {}
