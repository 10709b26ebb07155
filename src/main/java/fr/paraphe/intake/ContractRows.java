package fr.paraphe.intake;

import static java.util.Objects.requireNonNull;

import fr.paraphe.account.AccountId;
import fr.paraphe.contract.ContractImporting;
import fr.paraphe.contract.ContractKeeping;
import fr.paraphe.contract.ContractRefused;
import fr.paraphe.contract.ContractRow;
import fr.paraphe.contract.ContractRowOutcome;
import fr.paraphe.contract.ContractStatus;
import fr.paraphe.contract.ContractType;
import fr.paraphe.contract.SignatureMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Files about contracts. */
@Component
class ContractRows extends Importable<ContractRow> {

    private static final Logger log = LoggerFactory.getLogger(ContractRows.class);

    private static final Column REFERENCE = Column.mandatory("reference", "référence", "contrat", "numéro", "contract");
    private static final Column TYPE = Column.mandatory("type", "type de contrat");
    private static final Column PARTNER =
            Column.mandatory("partner", "partenaire", "salarié", "matricule", "partner reference");
    private static final Column CLIENT =
            Column.optional("client", "entreprise utilisatrice", "référence client", "client reference");
    private static final Column START = Column.mandatory("start", "début", "date de début", "start date");
    private static final Column END = Column.optional("end", "fin", "date de fin", "end date");
    private static final Column TRANSMITTED_AT =
            Column.optional("transmitted_at", "transmis le", "date de transmission");
    private static final Column STATUS = Column.optional("status", "statut", "état");
    private static final Column SIGNED_AT = Column.optional("signed_at", "signé le", "date de signature");
    private static final Column SIGNATURE_MODE = Column.optional("signature_mode", "mode de signature", "signature");

    private static final List<Column> COLUMNS =
            List.of(REFERENCE, TYPE, PARTNER, CLIENT, START, END, TRANSMITTED_AT, STATUS, SIGNED_AT, SIGNATURE_MODE);

    private static final Column PDF = Column.optional("pdf", "document", "fichier");
    private static final List<Column> COLUMNS_WITH_DOCUMENT =
            Stream.concat(COLUMNS.stream(), Stream.of(PDF)).toList();

    private static final Map<String, ContractType> TYPES = Words.meaning(
            ContractType.class,
            Map.of(
                    "contrat de travail", ContractType.WORK_CONTRACT,
                    "contrat de mission", ContractType.WORK_CONTRACT,
                    "avenant", ContractType.WORK_CONTRACT_AMENDMENT,
                    "avenant au contrat de travail", ContractType.WORK_CONTRACT_AMENDMENT,
                    "contrat de mise à disposition", ContractType.PROVISION_CONTRACT,
                    "mise à disposition", ContractType.PROVISION_CONTRACT,
                    "contrat de prestation", ContractType.SERVICE_CONTRACT,
                    "prestation", ContractType.SERVICE_CONTRACT,
                    "autre", ContractType.OTHER));

    private static final Map<String, ContractStatus> STATUSES = Words.meaning(
            ContractStatus.class,
            Map.of(
                    "à signer", ContractStatus.AWAITING_SIGNATURE,
                    "en attente de signature", ContractStatus.AWAITING_SIGNATURE,
                    "non signé", ContractStatus.AWAITING_SIGNATURE,
                    "signé", ContractStatus.SIGNED,
                    "retiré", ContractStatus.WITHDRAWN,
                    "annulé", ContractStatus.WITHDRAWN));

    private static final Map<String, SignatureMode> MODES = Words.meaning(
            SignatureMode.class,
            Map.of(
                    "électronique", SignatureMode.ELECTRONIC,
                    "papier", SignatureMode.PAPER,
                    "agence", SignatureMode.AGENCY,
                    "en agence", SignatureMode.AGENCY));

    private static final Pattern PLAIN_FILE_NAME = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,200}");
    private static final byte[] PDF_HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private final ContractImporting contracts;
    private final ContractKeeping documents;
    private final ZoneId zone;

    ContractRows(ContractImporting contracts, ContractKeeping documents, Clock clock) {
        this.contracts = contracts;
        this.documents = documents;
        this.zone = clock.getZone();
    }

    @Override
    ImportSubject subject() {
        return ImportSubject.CONTRACTS;
    }

    @Override
    List<Column> columns(@Nullable Path beside) {
        return beside == null ? COLUMNS : COLUMNS_WITH_DOCUMENT;
    }

    @Override
    ContractRow read(Row row, @Nullable Path beside) throws WrongCell {
        var document = document(row, beside);
        if (document != null && !startsAsPdf(document)) {
            throw new WrongCell(PDF, "no-pdf");
        }
        return new ContractRow(
                row.text(REFERENCE),
                row.oneOf(TYPE, TYPES),
                row.text(PARTNER),
                row.text(CLIENT),
                row.instant(START, zone),
                row.date(END, zone),
                row.instant(TRANSMITTED_AT, zone),
                row.oneOf(STATUS, STATUSES),
                row.instant(SIGNED_AT, zone),
                row.oneOf(SIGNATURE_MODE, MODES));
    }

    @Override
    List<RowOutcome> store(AccountId account, List<ContractRow> rows, String by) {
        return contracts.importRows(account, rows, by).stream()
                .map(ContractRows::outcome)
                .toList();
    }

    @Override
    void fileDocuments(AccountId account, List<Row> rows, @Nullable Path beside, String by) throws IOException {
        for (var row : rows) {
            var reference = row.text(REFERENCE);
            var document = documentIfGood(row, beside);
            if (reference != null && document != null) {
                file(account, reference, document, by);
            }
        }
    }

    private void file(AccountId account, String reference, Path document, String by) throws IOException {
        try (var content = open(document)) {
            documents.file(account, reference, content, by);
        } catch (ContractRefused e) {
            // The contract was refused, which is told already, or it is signed or withdrawn: its document is final.
            log.debug("No document filed: {}", e.type());
        }
    }

    private static @Nullable Path documentIfGood(Row row, @Nullable Path beside) {
        try {
            return document(row, beside);
        } catch (WrongCell e) {
            return null; // the row was refused for it
        }
    }

    /** The file that a row names; only one in that very folder, and never where a link leads. */
    private static @Nullable Path document(Row row, @Nullable Path beside) throws WrongCell {
        var name = row.text(PDF);
        if (name == null || beside == null) {
            return null;
        }
        if (!PLAIN_FILE_NAME.matcher(name).matches()) {
            throw new WrongCell(PDF, "no-file-name");
        }
        var file = beside.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new WrongCell(PDF, "no-such-file");
        }
        return file;
    }

    private static boolean startsAsPdf(Path document) {
        try (var content = open(document)) {
            return Arrays.equals(PDF_HEADER, content.readNBytes(PDF_HEADER.length));
        } catch (IOException e) {
            return false;
        }
    }

    private static InputStream open(Path document) throws IOException {
        return Files.newInputStream(document, LinkOption.NOFOLLOW_LINKS);
    }

    private static RowOutcome outcome(ContractRowOutcome outcome) {
        return switch (outcome.result()) {
            case CREATED -> RowOutcome.CREATED;
            case CHANGED -> RowOutcome.CHANGED;
            case UNCHANGED -> RowOutcome.UNCHANGED;
            case REFUSED -> {
                var wrong = requireNonNull(outcome.wrong());
                yield RowOutcome.refused(wrong.field(), "contract.row." + wrong.reason());
            }
        };
    }
}
