package fr.paraphe.contract;

import static java.util.Objects.requireNonNull;

import fr.paraphe.partner.PartnerKind;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a row must be to become a contract: the rules are tried in their order. */
record ContractRowRule(ContractRowOutcome refusal, Predicate<ContractRow> broken) {

    /** A reference stands in addresses: nothing that one of their steps cannot carry. */
    private static final Pattern REFERENCE = Pattern.compile("(?!\\.{1,2}$)[^/\\\\;%\\p{Cntrl}]{1,64}");

    /** Starts outside of these years are typing errors. */
    private static final Instant FIRST_START = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LAST_START = Instant.parse("2200-01-01T00:00:00Z");

    /** Some partner that rows name. */
    record Named(long id, PartnerKind kind) {}

    /** The first rule that the row breaks says why it is refused. */
    static Optional<ContractRowOutcome> brokenBy(ContractRow row, Map<String, Named> partners, Clock clock) {
        return rules(partners, clock).stream()
                .filter(rule -> rule.broken.test(row))
                .map(ContractRowRule::refusal)
                .findFirst();
    }

    private static List<ContractRowRule> rules(Map<String, Named> partners, Clock clock) {
        return List.of(
                rule("reference", "missing", row -> row.reference() == null),
                rule(
                        "reference",
                        "unfit-reference",
                        row -> !REFERENCE
                                .matcher(requireNonNull(row.reference()))
                                .matches()),
                rule("type", "missing", row -> row.type() == null),
                rule("partner", "missing", row -> row.partner() == null),
                rule("partner", "unknown-partner", row -> !partners.containsKey(row.partner())),
                rule("client", "unknown-client", row -> row.client() != null && !isClient(partners.get(row.client()))),
                rule("start", "missing", row -> row.start() == null),
                rule("start", "unlikely-date", row -> isUnlikely(requireNonNull(row.start()))),
                rule("end", "end-before-start", row -> endsBeforeItStarts(row, clock)),
                rule("signed_at", "not-signed", row -> row.signedAt() != null && !isSigned(row)),
                rule("signature_mode", "not-signed", row -> row.signatureMode() != null && !isSigned(row)),
                rule("signed_at", "in-the-future", row -> isAfterNow(row.signedAt(), clock)),
                rule("transmitted_at", "in-the-future", row -> isAfterNow(row.transmittedAt(), clock)));
    }

    private static ContractRowRule rule(String field, String reason, Predicate<ContractRow> broken) {
        return new ContractRowRule(ContractRowOutcome.refused(field, reason), broken);
    }

    private static boolean isClient(@Nullable Named partner) {
        return partner != null && partner.kind() == PartnerKind.CLIENT;
    }

    private static boolean isSigned(ContractRow row) {
        return row.status() == ContractStatus.SIGNED;
    }

    private static boolean isUnlikely(Instant start) {
        return start.isBefore(FIRST_START) || !start.isBefore(LAST_START);
    }

    private static boolean endsBeforeItStarts(ContractRow row, Clock clock) {
        return row.end() != null
                && row.end().isBefore(LocalDate.ofInstant(requireNonNull(row.start()), clock.getZone()));
    }

    private static boolean isAfterNow(@Nullable Instant instant, Clock clock) {
        return instant != null && instant.isAfter(clock.instant());
    }
}
