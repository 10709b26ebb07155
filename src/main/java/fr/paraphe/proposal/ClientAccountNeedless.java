package fr.paraphe.proposal;

import fr.paraphe.partner.PartnerId;

/** A contract was addressed to this client by mistake. Told in the same transaction. */
public record ClientAccountNeedless(PartnerId client) {}
