package fr.paraphe.intake;

import static java.util.Objects.requireNonNull;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerImporting;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.partner.PartnerRow;
import fr.paraphe.partner.PartnerRowOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Files about partners. */
@Component
class PartnerRows extends Importable<PartnerRow> {

    private static final Column REFERENCE = Column.mandatory("reference", "référence", "matricule", "code");
    private static final Column KIND = Column.mandatory("kind", "nature", "type");
    private static final Column FAMILY_NAME =
            Column.mandatory("family_name", "nom", "nom de famille", "raison sociale", "name");
    private static final Column GIVEN_NAME = Column.optional("given_name", "prénom", "first name");
    private static final Column LANGUAGE = Column.optional("language", "langue");
    private static final Column MAIL = Column.optional("mail", "email", "courriel", "adresse mail");
    private static final Column PHONE =
            Column.optional("phone", "téléphone", "tél", "mobile", "portable", "téléphone mobile");
    private static final Column CONTACT_LOCKED =
            Column.optional("contact_locked", "coordonnées verrouillées", "verrouillé");

    private static final List<Column> COLUMNS =
            List.of(REFERENCE, KIND, FAMILY_NAME, GIVEN_NAME, LANGUAGE, MAIL, PHONE, CONTACT_LOCKED);

    private static final Map<String, PartnerKind> KINDS = Words.meaning(
            PartnerKind.class,
            Map.of(
                    "client", PartnerKind.CLIENT,
                    "fournisseur", PartnerKind.SUPPLIER,
                    "salarié", PartnerKind.EMPLOYEE,
                    "salarié structure", PartnerKind.PERMANENT_EMPLOYEE,
                    "salarié permanent", PartnerKind.PERMANENT_EMPLOYEE,
                    "intérimaire", PartnerKind.TEMPORARY_WORKER));

    private static final Map<String, String> LANGUAGES = Map.of(
            "fr", "fr",
            "francais", "fr",
            "french", "fr",
            "en", "en",
            "anglais", "en",
            "english", "en");

    private final PartnerImporting partners;

    PartnerRows(PartnerImporting partners) {
        this.partners = partners;
    }

    @Override
    ImportSubject subject() {
        return ImportSubject.PARTNERS;
    }

    @Override
    List<Column> columns(@Nullable Path beside) {
        return COLUMNS;
    }

    @Override
    PartnerRow read(Row row, @Nullable Path beside) throws WrongCell {
        return new PartnerRow(
                row.text(REFERENCE),
                row.oneOf(KIND, KINDS),
                row.text(FAMILY_NAME),
                row.text(GIVEN_NAME),
                row.oneOf(LANGUAGE, LANGUAGES),
                row.text(MAIL),
                row.text(PHONE),
                row.yes(CONTACT_LOCKED));
    }

    @Override
    List<RowOutcome> store(AccountId account, List<PartnerRow> rows, String by) {
        return partners.importRows(account, rows, by).stream()
                .map(PartnerRows::outcome)
                .toList();
    }

    private static RowOutcome outcome(PartnerRowOutcome outcome) {
        return switch (outcome.result()) {
            case CREATED -> RowOutcome.CREATED;
            case CHANGED -> RowOutcome.CHANGED;
            case UNCHANGED -> RowOutcome.UNCHANGED;
            case REFUSED -> {
                var wrong = requireNonNull(outcome.wrong());
                yield RowOutcome.refused(wrong.field(), "partner.row." + wrong.reason());
            }
        };
    }
}
