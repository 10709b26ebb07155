package fr.paraphe.campaign;

import fr.paraphe.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Why something about a campaign was not done. Nothing has changed and nobody was reached. */
public final class CampaignRefused extends Refusal {

    private CampaignRefused(String type, int status, @Nullable Object... arguments) {
        super("campaign-" + type, status, arguments);
    }

    public static CampaignRefused unknown(String number) {
        return new CampaignRefused("unknown", 404, number);
    }

    static CampaignRefused severalAccounts() {
        return new CampaignRefused("several-accounts", 422);
    }

    static CampaignRefused managersAlone() {
        return new CampaignRefused("managers-alone", 403);
    }

    static CampaignRefused attachedAccountsOff(String account) {
        return new CampaignRefused("attached-accounts-off", 403, account);
    }

    static CampaignRefused keyTooLong(int longest) {
        return new CampaignRefused("idempotency-key-too-long", 422, longest);
    }

    static CampaignRefused keyUsedForAnother() {
        return new CampaignRefused("idempotency-key-reused", 422);
    }

    static CampaignRefused alreadyStarted(CampaignNumber number) {
        var refused = new CampaignRefused("already-started", 409, number.value());
        refused.with("number", number.value());
        return refused;
    }

    /** It is over, by its end date or by hand: it changes no more. */
    static CampaignRefused closed(String number) {
        return new CampaignRefused("closed", 409, number);
    }

    static CampaignRefused abandoned(String number) {
        return new CampaignRefused("abandoned", 409, number);
    }

    /** It is no draft any more. */
    static CampaignRefused launched(String number) {
        return new CampaignRefused("launched", 409, number);
    }

    /** It is a draft still: there is nothing to close. */
    static CampaignRefused notLaunched(String number) {
        return new CampaignRefused("not-launched", 409, number);
    }

    /** Its end has not come, and nobody closed it: its process does not end alone. */
    static CampaignRefused goesOn(String number) {
        return new CampaignRefused("goes-on", 409, number);
    }

    static CampaignRefused kindFixed() {
        return new CampaignRefused("kind-fixed", 409);
    }

    /** @param wrong the fields, and what is wrong with each */
    static CampaignRefused wrongValues(List<WrongField> wrong) {
        return named("wrong-values", wrong);
    }

    /** @param missing what stands in the way of a launch */
    static CampaignRefused incomplete(List<WrongField> missing) {
        return named("incomplete", missing);
    }

    private static CampaignRefused named(String type, List<WrongField> fields) {
        var refused = new CampaignRefused(type, 422);
        fields.forEach(field -> refused.withError(field.field(), field.messageKey()));
        return refused;
    }

    static CampaignRefused documentUnknown() {
        return new CampaignRefused("document-unknown", 404);
    }

    /** A campaign that is launched has a document at all times. */
    static CampaignRefused lastDocument() {
        return new CampaignRefused("last-document", 409);
    }

    static CampaignRefused tooManyDocuments(int most) {
        return new CampaignRefused("too-many-documents", 422, most);
    }

    static CampaignRefused logoNotJpeg(String fileName) {
        return new CampaignRefused("logo-not-jpeg", 415, fileName);
    }

    static CampaignRefused logoTooLarge(String fileName, DataSize limit) {
        return new CampaignRefused("logo-too-large", 413, fileName, limit.toKilobytes());
    }

    static CampaignRefused logoTooWide(String fileName, int limit) {
        return new CampaignRefused("logo-too-wide", 422, fileName, limit);
    }

    /** Two people did something to the same campaign at the same time: the second one is told. */
    public static CampaignRefused changedMeanwhile(CampaignNumber number) {
        return new CampaignRefused("changed-meanwhile", 409, number.value());
    }
}
