package fr.paraphe.proposal;

import fr.paraphe.problem.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is refused about contracts that are sent, to staff and to clients. */
public final class ProposalRefused extends Refusal {

    private ProposalRefused(String type, int status, @Nullable Object... arguments) {
        super(type, status, arguments);
    }

    /** No such proposal, or none that the person sees: which of the two is not told. */
    public static ProposalRefused unknown() {
        return new ProposalRefused("proposal-unknown", 404);
    }

    static ProposalRefused templateUnknown() {
        return new ProposalRefused("proposal-template-unknown", 404);
    }

    static ProposalRefused templateNameWrong() {
        return wrong("proposal-template-invalid", "name", "proposal.wrong.template-name");
    }

    static ProposalRefused templateNameTaken(String name) {
        return new ProposalRefused("proposal-template-name-taken", 409, name);
    }

    static ProposalRefused templateChangedMeanwhile() {
        return new ProposalRefused("proposal-template-changed", 409);
    }

    static ProposalRefused sectionsWrong(int most) {
        return new ProposalRefused("proposal-template-sections", 422, most);
    }

    static ProposalRefused fieldsUnknown(List<String> words) {
        return new ProposalRefused("proposal-template-field", 422, String.join(", ", words));
    }

    /** @param fields each wrong field of the recipient, with the last part of its text's key */
    static ProposalRefused incomplete(List<WrongField> fields) {
        var refused = new ProposalRefused("proposal-incomplete", 422);
        fields.forEach(wrong -> refused.withError(wrong.field(), wrong.messageKey()));
        return refused;
    }

    static ProposalRefused companyInvalid() {
        return wrong("company-name-invalid", "company", "proposal.wrong.company");
    }

    static ProposalRefused bindingUnknown() {
        return new ProposalRefused("company-binding-unknown", 404);
    }

    /**
     * The address stands for another company name.
     *
     * @param own that name, if the account itself has used it; null: it is another's, and not told
     */
    public static ProposalRefused company(CompanyRefusal why, @Nullable String own) {
        var slug = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
        var refused = own == null
                ? new ProposalRefused("company-" + slug, 409)
                : new ProposalRefused("company-" + slug + "-own", 409, own);
        refused.withError("company", "proposal.wrong.company." + slug);
        return refused;
    }

    /** It is not in the state that this needs. */
    static ProposalRefused status(ProposalNumber number, ProposalStatus is) {
        return new ProposalRefused(
                "proposal-" + is.name().toLowerCase(Locale.ROOT),
                is == ProposalStatus.EXPIRED ? 410 : 409,
                number.value());
    }

    public static ProposalRefused taskDone() {
        return new ProposalRefused("proposal-task-done", 409);
    }

    static ProposalRefused linkDead() {
        return new ProposalRefused("proposal-link-dead", 410);
    }

    static ProposalRefused notFilled(List<WrongField> fields) {
        var refused = new ProposalRefused("proposal-legal-invalid", 422);
        fields.forEach(wrong -> refused.withError(wrong.field(), wrong.messageKey()));
        return refused;
    }

    /** One accepts only what one could read. */
    static ProposalRefused notRead() {
        return new ProposalRefused("proposal-not-read", 422);
    }

    /** @param titles of the sections that are not accepted */
    static ProposalRefused notAccepted(Collection<String> titles) {
        return new ProposalRefused("proposal-sections-missing", 422, String.join(", ", titles));
    }

    static ProposalRefused legalMissing() {
        return new ProposalRefused("proposal-legal-missing", 422);
    }

    static ProposalRefused reasonMissing() {
        return wrong("proposal-reason-missing", "reason", "proposal.wrong.reason");
    }

    private static ProposalRefused wrong(String type, String field, String message) {
        var refused = new ProposalRefused(type, 422);
        refused.withError(field, message);
        return refused;
    }
}
