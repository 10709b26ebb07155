package fr.paraphe.proposal.web;

import static java.util.Objects.requireNonNullElse;

import fr.paraphe.proposal.LeadSource;
import fr.paraphe.proposal.ProposalReading.Details;
import fr.paraphe.proposal.Recipient;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Whom a contract is sent to, as its form shows it: what was typed is still there after a mistake. */
final class SendingForm {

    private static final String ENTRY = "entries[";

    private final Recipient typed;

    private SendingForm(Recipient typed) {
        this.typed = typed;
    }

    /** What was entered before, if anything was. */
    static SendingForm of(Details known) {
        return new SendingForm(new Recipient(
                known.mail(),
                known.company(),
                known.mobile(),
                known.leadSource(),
                known.location(),
                known.language(),
                known.entries()));
    }

    /** @param fields of the form as it was sent */
    static SendingForm of(Map<String, String> fields) {
        var entries = new HashMap<String, String>();
        fields.forEach((name, value) -> {
            if (name.startsWith(ENTRY) && name.endsWith("]")) {
                entries.put(name.substring(ENTRY.length(), name.length() - 1), value);
            }
        });
        var source = Stream.of(LeadSource.values())
                .filter(one -> one.name().equals(fields.get("leadSource")))
                .findFirst();
        return new SendingForm(new Recipient(
                fields.get("mail"),
                fields.get("company"),
                fields.get("mobile"),
                source.orElse(null),
                fields.get("location"),
                fields.get("language"),
                entries));
    }

    Recipient recipient() {
        return typed;
    }

    public String getMail() {
        return requireNonNullElse(typed.mail(), "");
    }

    public String getCompany() {
        return requireNonNullElse(typed.company(), "");
    }

    public String getMobile() {
        return requireNonNullElse(typed.mobile(), "");
    }

    public String getLeadSource() {
        var source = typed.leadSource();
        return source == null ? "" : source.name();
    }

    public String getLocation() {
        return requireNonNullElse(typed.location(), "");
    }

    public String getLanguage() {
        return requireNonNullElse(typed.language(), "fr");
    }

    public Map<String, String> getEntries() {
        return typed.entries();
    }
}
