package fr.paraphe.mission;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What to start from; the texts stand in the message file under {@code mission.ready.<slug>}. */
public enum ReadyMadeOffering {
    VAT_DOCUMENTS(DeliverableType.VAT_RETURN, 10),
    PAYROLL_VARIABLES(DeliverableType.PAYSLIPS, 7);

    private final DeliverableType deliverable;
    private final int leadDays;

    ReadyMadeOffering(DeliverableType deliverable, int leadDays) {
        this.deliverable = deliverable;
        this.leadDays = leadDays;
    }

    public DeliverableType deliverable() {
        return deliverable;
    }

    public int leadDays() {
        return leadDays;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ReadyMadeOffering> ofSlug(String slug) {
        return Stream.of(values()).filter(one -> one.slug().equals(slug)).findFirst();
    }
}
