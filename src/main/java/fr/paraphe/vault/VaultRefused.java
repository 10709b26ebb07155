package fr.paraphe.vault;

import fr.paraphe.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Why something about a vault, a document or its type was not done. */
public final class VaultRefused extends Refusal {

    private VaultRefused(String type, int status, @Nullable Object... arguments) {
        super(type, status, arguments);
    }

    /** No such document, or of a partner that the asker does not see: the two cannot be told apart. */
    public static VaultRefused unknown() {
        return new VaultRefused("document-unknown", 404);
    }

    static VaultRefused unknownType(String code) {
        return new VaultRefused("document-type-unknown", 404, code);
    }

    static VaultRefused typeCodeTaken(String code) {
        return new VaultRefused("document-type-code-taken", 409, code);
    }

    static VaultRefused typeInUse(String code) {
        return new VaultRefused("document-type-in-use", 409, code);
    }

    static VaultRefused standardType(String code) {
        return new VaultRefused("document-type-standard", 409, code);
    }

    static VaultRefused empty(String fileName) {
        return new VaultRefused("document-empty", 422, fileName);
    }

    static VaultRefused tooLarge(String fileName, DataSize limit) {
        return new VaultRefused("document-too-large", 413, fileName, limit.toMegabytes());
    }

    static VaultRefused notAPdf(String fileName) {
        return new VaultRefused("document-not-a-pdf", 415, fileName);
    }

    static VaultRefused neitherPdfNorPhoto(String fileName) {
        return new VaultRefused("document-neither-pdf-nor-photo", 415, fileName);
    }

    static VaultRefused tooManyPoints(String fileName, long millions) {
        return new VaultRefused("document-too-many-points", 413, fileName, millions);
    }

    static VaultRefused broken(String fileName) {
        return new VaultRefused("document-broken", 422, fileName);
    }

    static VaultRefused brokenPhoto(String fileName) {
        return new VaultRefused("document-broken-photo", 422, fileName);
    }

    static VaultRefused encrypted(String fileName) {
        return new VaultRefused("document-encrypted", 422, fileName);
    }

    static VaultRefused altered() {
        return new VaultRefused("document-altered", 409);
    }

    static VaultRefused notToSign() {
        return new VaultRefused("document-not-to-sign", 409);
    }

    static VaultRefused signed() {
        return new VaultRefused("document-signed", 409);
    }

    static VaultRefused notSealable() {
        return new VaultRefused("document-not-sealable", 422);
    }

    static VaultRefused timestampMissing() {
        return new VaultRefused("document-timestamp-missing", 424);
    }

    public static VaultRefused agentsAndManagersAlone() {
        return new VaultRefused("document-agents-and-managers-alone", 403);
    }
}
