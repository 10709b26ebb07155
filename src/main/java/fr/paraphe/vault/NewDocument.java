package fr.paraphe.vault;

import fr.paraphe.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What is to be filed.
 *
 * @param name as its partner reads it
 * @param content of a PDF that was checked and stored
 * @param origin where it comes from, as {@code contract 4711}: a partner gets each origin once
 * @param asksSignature null: as its type says
 * @param by the user, or what files it
 */
public record NewDocument(
        AccountId account,
        DocumentType type,
        String name,
        Sha256 content,
        String origin,
        @Nullable Boolean asksSignature,
        String by) {

    SignatureState signature() {
        var asks = asksSignature == null ? type.recipientSigns() : asksSignature;
        return asks ? SignatureState.ASKED : SignatureState.NONE;
    }
}
