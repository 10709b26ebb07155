package fr.paraphe.partner;

import fr.paraphe.partner.PartnerRowOutcome.Wrong;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a row must be to enter the directory. */
record PartnerRowRule(Wrong wrong, Predicate<PartnerRow> broken) {

    private static final Set<@Nullable String> LANGUAGES = Set.of("fr", "en");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private static final List<PartnerRowRule> RULES = List.of(
            rule("reference", "missing", row -> row.reference() == null),
            rule("kind", "missing", row -> row.kind() == null),
            rule("family_name", "missing", row -> row.familyName() == null),
            rule("language", "unknown-language", row -> !LANGUAGES.contains(row.language())),
            notLonger("reference", PartnerRow::reference, 100),
            notLonger("family_name", PartnerRow::familyName, 200),
            notLonger("given_name", PartnerRow::givenName, 200),
            notLonger("mail", PartnerRow::mail, 320),
            notLonger("phone", PartnerRow::phone, 40),
            onOneLine("reference", PartnerRow::reference),
            onOneLine("family_name", PartnerRow::familyName),
            onOneLine("given_name", PartnerRow::givenName),
            onOneLine("mail", PartnerRow::mail),
            onOneLine("phone", PartnerRow::phone));

    /** The first rule that this row breaks. */
    static Optional<Wrong> brokenBy(PartnerRow row) {
        return RULES.stream()
                .filter(rule -> rule.broken.test(row))
                .map(PartnerRowRule::wrong)
                .findFirst();
    }

    private static PartnerRowRule rule(String field, String reason, Predicate<PartnerRow> broken) {
        return new PartnerRowRule(new Wrong(field, reason), broken);
    }

    private static PartnerRowRule notLonger(String field, Function<PartnerRow, @Nullable String> value, int length) {
        return rule(field, "too-long", row -> {
            var text = value.apply(row);
            return text != null && text.length() > length;
        });
    }

    /** Line ends and other control characters have no place in a name, and could forge a mail's header. */
    private static PartnerRowRule onOneLine(String field, Function<PartnerRow, @Nullable String> value) {
        return rule(field, "control-character", row -> {
            var text = value.apply(row);
            return text != null && CONTROL.matcher(text).find();
        });
    }
}
