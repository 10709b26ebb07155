package fr.paraphe.contract;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.Account;
import fr.paraphe.contract.ContractRowOutcome.Result;
import fr.paraphe.contract.ContractRowOutcome.Wrong;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@ParapheTest
@RecordApplicationEvents
class ContractImportingTest {

    private static final Instant START = Instant.parse("2026-04-30T06:00:00Z");

    @Autowired
    Given given;

    @Autowired
    ContractImporting importing;

    @Autowired
    ContractReading reading;

    @Autowired
    ApplicationEvents events;

    Account account;
    String worker;
    String client;

    @BeforeEach
    void partners() {
        account = given.anyAccount();
        worker = given.anyWorker(account);
        client = given.partner(account, PartnerKind.CLIENT, "fr", null, null);
    }

    @Test
    @DisplayName("the same rows twice change nothing; a change changes; each outcome is told in order")
    void idempotent() {
        var rows = List.of(awaiting("A", START), awaiting("B", START));

        assertThat(results(rows)).containsExactly(Result.CREATED, Result.CREATED);
        assertThat(results(rows)).containsExactly(Result.UNCHANGED, Result.UNCHANGED);
        assertThat(results(List.of(awaiting("A", START.plusSeconds(3600)), awaiting("B", START))))
                .containsExactly(Result.CHANGED, Result.UNCHANGED);
        assertThat(details("A").history())
                .extracting(ContractEvent::what)
                .containsExactly(ContractEvent.Kind.CHANGED, ContractEvent.Kind.CREATED);
        assertThat(details("A").history().get(0).detail()).isEqualTo("start");
    }

    @Test
    @DisplayName("R-28 both deadlines are stored with a work contract, none with other types")
    void deadlines() {
        results(List.of(awaiting("A", START), row("S", ContractType.SERVICE_CONTRACT, START, null, null)));

        assertThat(details("A").deadlines())
                .isEqualTo(new Deadlines(Instant.parse("2026-05-02T06:00:00Z"), Instant.parse("2026-05-04T22:00:00Z")));
        assertThat(details("S").deadlines()).isNull();
    }

    @Test
    @DisplayName("bad rows are refused with field and reason, good rows beside them go in")
    void refusals() {
        var rows = new ArrayList<ContractRow>();
        rows.add(awaiting("A", START));
        rows.add(new ContractRow(null, ContractType.OTHER, worker, null, START, null, null, null, null, null));
        rows.add(row("a/b", ContractType.OTHER, START, null, null));
        rows.add(new ContractRow("N", ContractType.OTHER, "nobody", null, START, null, null, null, null, null));
        rows.add(new ContractRow("N", ContractType.OTHER, worker, worker, START, null, null, null, null, null));
        rows.add(new ContractRow(
                "N", ContractType.OTHER, worker, client, START, LocalDate.of(2026, 4, 29), null, null, null, null));
        rows.add(row("N", ContractType.OTHER, START, ContractStatus.SIGNED, Instant.parse("2030-01-01T00:00:00Z")));
        rows.add(row("N", ContractType.OTHER, START, null, START));

        assertThat(importing.importRows(account.id(), rows, "import"))
                .extracting(ContractRowOutcome::wrong)
                .containsExactly(
                        null,
                        new Wrong("reference", "missing"),
                        new Wrong("reference", "unfit-reference"),
                        new Wrong("partner", "unknown-partner"),
                        new Wrong("client", "unknown-client"),
                        new Wrong("end", "end-before-start"),
                        new Wrong("signed_at", "in-the-future"),
                        new Wrong("signed_at", "not-signed"));
    }

    @Test
    @DisplayName("a contract that the business software calls signed is signed, and told once")
    void signedByImport() {
        results(List.of(awaiting("A", START)));
        var signed = List.of(row("A", ContractType.WORK_CONTRACT, START, ContractStatus.SIGNED, null));

        assertThat(results(signed)).containsExactly(Result.CHANGED);
        assertThat(results(signed)).containsExactly(Result.UNCHANGED);
        assertThat(details("A").status()).isEqualTo(ContractStatus.SIGNED);
        assertThat(events.stream(ContractsSigned.class))
                .singleElement()
                .extracting(ContractsSigned::contracts)
                .isEqualTo(Set.of(details("A").id()));
    }

    @Test
    @DisplayName("a signed contract is never reopened nor changed by an import")
    void neverReopened() {
        results(List.of(row("A", ContractType.WORK_CONTRACT, START, ContractStatus.SIGNED, null)));

        assertThat(results(List.of(awaiting("A", START)))).containsExactly(Result.UNCHANGED);
        assertThat(importing.importRows(account.id(), List.of(awaiting("A", START.plusSeconds(60))), "import"))
                .singleElement()
                .isEqualTo(ContractRowOutcome.refused("start", "already-signed"));
        assertThat(importing.importRows(
                        account.id(),
                        List.of(row("A", ContractType.WORK_CONTRACT, START, ContractStatus.WITHDRAWN, null)),
                        "import"))
                .singleElement()
                .isEqualTo(ContractRowOutcome.refused("status", "already-signed"));
        assertThat(details("A").status()).isEqualTo(ContractStatus.SIGNED);
    }

    @Test
    @DisplayName("two rows about one contract in a batch follow each other, as they do in two batches")
    void twiceInABatch() {
        assertThat(results(List.of(awaiting("A", START), awaiting("A", START), awaiting("A", START.plusSeconds(60)))))
                .containsExactly(Result.CREATED, Result.UNCHANGED, Result.CHANGED);
    }

    private List<Result> results(List<ContractRow> rows) {
        return importing.importRows(account.id(), rows, "import").stream()
                .map(ContractRowOutcome::result)
                .toList();
    }

    private ContractDetails details(String reference) {
        return reading.details(account.id(), reference);
    }

    private ContractRow awaiting(String reference, Instant start) {
        return row(reference, ContractType.WORK_CONTRACT, start, null, null);
    }

    private ContractRow row(
            String reference,
            ContractType type,
            Instant start,
            @Nullable ContractStatus status,
            @Nullable Instant signedAt) {
        return new ContractRow(reference, type, worker, client, start, null, null, status, signedAt, null);
    }
}
