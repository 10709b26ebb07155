package fr.paraphe.relaunch;

import fr.paraphe.problem.Refusal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Why a run does not start or does not go on. Nothing has changed and nothing has left. */
public final class RelaunchRefused extends Refusal {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private RelaunchRefused(String type, int status, @Nullable Object... arguments) {
        super("relaunch-" + type, status, arguments);
    }

    public static RelaunchRefused unknown(String number) {
        return new RelaunchRefused("unknown", 404, number);
    }

    static RelaunchRefused accountUnknown(String code) {
        return new RelaunchRefused("account-unknown", 404, code);
    }

    static RelaunchRefused severalAccounts() {
        return new RelaunchRefused("several-accounts", 422);
    }

    static RelaunchRefused roleMissing() {
        return new RelaunchRefused("role-missing", 403);
    }

    static RelaunchRefused optionOff(String account) {
        return new RelaunchRefused("option-off", 403, account);
    }

    static RelaunchRefused typeNotAllowed() {
        return new RelaunchRefused("type-not-allowed", 422);
    }

    static RelaunchRefused kindNotAllowed() {
        return new RelaunchRefused("kind-not-allowed", 422);
    }

    static RelaunchRefused keyTooLong(int longest) {
        return new RelaunchRefused("idempotency-key-too-long", 422, longest);
    }

    static RelaunchRefused keyUsedForAnother() {
        return new RelaunchRefused("idempotency-key-reused", 422);
    }

    static RelaunchRefused alreadyStarted(RelaunchNumber number) {
        var refused = new RelaunchRefused("already-started", 409, number.value());
        refused.with("number", number.value());
        return refused;
    }

    static RelaunchRefused nothingUnsigned(LocalDate from, LocalDate to) {
        return new RelaunchRefused("nothing-unsigned", 422, DATE.format(from), DATE.format(to));
    }

    public static RelaunchRefused channelUnknown() {
        return new RelaunchRefused("channel-unknown", 422);
    }

    public static RelaunchRefused nothingTicked() {
        return new RelaunchRefused("nothing-ticked", 422);
    }

    static RelaunchRefused contractNotInRun(long contract) {
        return new RelaunchRefused("contract-not-in-run", 422, String.valueOf(contract));
    }

    static RelaunchRefused recipientNotInRun(long partner) {
        return new RelaunchRefused("recipient-not-in-run", 422, String.valueOf(partner));
    }

    static RelaunchRefused nobodyToSendTo() {
        return new RelaunchRefused("nobody-to-send-to", 422);
    }

    static RelaunchRefused previewNotNamed() {
        return new RelaunchRefused("preview-not-named", 422);
    }

    /** Somebody reviewed again since this preview was shown. */
    static RelaunchRefused previewOutdated(int current) {
        var refused = new RelaunchRefused("preview-outdated", 409);
        refused.with("previewVersion", current);
        return refused;
    }

    static RelaunchRefused contactsChanged(long people) {
        return new RelaunchRefused("contacts-changed", 409, people);
    }

    static RelaunchRefused noFailures() {
        return new RelaunchRefused("no-failures", 422);
    }

    /** The step was done already, or is not reached yet. */
    public static RelaunchRefused anotherStep(RelaunchNumber number, RelaunchStatus status) {
        var refused = new RelaunchRefused("another-step", 409, number.value());
        refused.with("runStatus", status);
        return refused;
    }

    /** Two people did something to the same run at the same time: the second one is told. */
    public static RelaunchRefused changedMeanwhile(RelaunchNumber number) {
        return new RelaunchRefused("changed-meanwhile", 409, number.value());
    }
}
