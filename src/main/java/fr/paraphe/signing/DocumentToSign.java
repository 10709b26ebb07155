package fr.paraphe.signing;

import fr.paraphe.vault.DocumentId;
import fr.paraphe.vault.VaultDocument;
import org.jspecify.annotations.Nullable;

/**
 * A document that asks, or asked, for a signature, as its partner sees it.
 *
 * @param agency the name of its account
 * @param code what a code needs, if signing takes one; null: it takes none
 * @param sealed the document with its proof page, sealed, once there is one
 */
public record DocumentToSign(
        VaultDocument document,
        String agency,
        @Nullable SigningCode code,
        @Nullable DocumentId sealed) {}
