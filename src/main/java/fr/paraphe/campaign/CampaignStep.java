package fr.paraphe.campaign;

import java.util.Set;

/** The steps of the preparation, in their order; each asks for some fields. */
public enum CampaignStep {
    PARAMETERS("title", "startsOn", "endsOn"),
    TRIGGER("kind"),
    POPULATION("documentTypes", "partnerKinds", "relations", "scopes"),
    DOCUMENTS("documents"),
    CONTENT,
    SUMMARY;

    private final Set<String> fields;

    CampaignStep(String... fields) {
        this.fields = Set.of(fields);
    }

    boolean asksFor(String field) {
        return fields.contains(field);
    }

    public boolean isFirst() {
        return ordinal() == 0;
    }

    /** @throws ArrayIndexOutOfBoundsException if it is the first */
    public CampaignStep previous() {
        return values()[ordinal() - 1];
    }

    /** The last is followed by itself: there one launches. */
    public CampaignStep next() {
        return this == SUMMARY ? SUMMARY : values()[ordinal() + 1];
    }
}
