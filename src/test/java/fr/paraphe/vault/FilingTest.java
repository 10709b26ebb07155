package fr.paraphe.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.paraphe.partner.PartnerKind;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@RecordApplicationEvents
class FilingTest extends VaultScenario {

    @Autowired
    DocumentFiling filing;

    @Autowired
    DocumentTypes types;

    @Autowired
    DocumentSigning signing;

    @Autowired
    PartnerVault vault;

    @Autowired
    RetentionPurge purge;

    @Autowired
    TestClock clock;

    @Test
    @DisplayName("The same content filed by several at once is stored once, and each of them gets it")
    void atOnce() {
        var pdf = Pdfs.saying("Pour tous, " + account.code());
        var workers =
                IntStream.range(0, 6).mapToObj(i -> given.anyWorker(account)).toList();

        var answers = workers.stream()
                .map(one -> CompletableFuture.supplyAsync(() -> file(one, pdf, Map.of("type", "facture"))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).allMatch(answer -> answer.getStatusCode() == HttpStatus.CREATED);
        assertThat(jdbc.sql("select count(*) from vault_content where sha256 = ?")
                        .param(Sha256.of(pdf).digest())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("The same filing by several at once reaches 10,000 partners exactly once")
    void toMany() {
        jdbc.sql("""
                        insert into partner (account_id, reference, kind, family_name)
                        select ?, 'M' || n, 'CLIENT', 'Client ' || n from generate_series(1, 10000) n
                        """).param(account.id().value()).update();
        var note = note("Aux clients", "note clients");

        var counts = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> filing.file(note, PartnerSelection.ofKinds(Set.of(PartnerKind.CLIENT)))))
                .toList()
                .stream()
                .mapToInt(CompletableFuture::join)
                .sum();

        assertThat(counts).isEqualTo(10_000);
        assertThat(jdbc.sql("select count(distinct partner_id) from document where account_id = ? and origin = ?")
                        .params(account.id().value(), "note clients")
                        .query(Long.class)
                        .single())
                .isEqualTo(10_000);
    }

    @Test
    @DisplayName("A partner of another account gets nothing, whatever the selection says")
    void othersPartner() {
        var other = given.anyAccount();
        var foreign = directory
                .byReference(other.id(), given.anyWorker(other))
                .orElseThrow()
                .id();

        assertThat(filing.file(note("À nous", "ours"), PartnerSelection.one(foreign)))
                .isZero();
    }

    @Test
    @DisplayName("The partner's first reading is known, counts follow, and what is not theirs does not exist")
    void partnersSide() {
        var document = filing.file(note("À lire", "r1"), idOf(worker)).document();
        var mine = Set.of(idOf(worker));
        assertThat(vault.counts(mine)).isEqualTo(new PartnerVault.Counts(1, 1, 0));

        var first = vault.open(document, mine, DocumentReader.partner("space-1"));
        clock.advance(Duration.ofHours(1));
        var again = vault.open(document, mine, DocumentReader.partner("space-1"));

        assertThat(first.document().firstReadAt()).isEqualTo(Instant.parse("2026-09-16T08:00:00Z"));
        assertThat(again.document().firstReadAt()).isEqualTo(first.document().firstReadAt());
        assertThat(vault.counts(mine)).isEqualTo(new PartnerVault.Counts(1, 0, 0));
        var others = Set.of(idOf(given.anyWorker(account)));
        assertThat(catchThrowableOfType(
                                VaultRefused.class,
                                () -> vault.open(document, others, DocumentReader.partner("space-2")))
                        .status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("A space of several partners pages through all their documents, the latest first")
    void several() {
        var colleague = given.anyWorker(account);
        for (var i = 0; i < 5; i++) {
            filing.file(note("n" + i, "n" + i), idOf(i % 2 == 0 ? worker : colleague));
        }
        var both = List.of(idOf(worker), idOf(colleague));

        var first = vault.page(both, DocumentFilter.ALL, null, 3);
        var second = vault.page(both, DocumentFilter.ALL, first.next(), 3);

        assertThat(first.documents()).extracting(VaultDocument::name).containsExactly("n4", "n3", "n2");
        assertThat(second.documents()).extracting(VaultDocument::name).containsExactly("n1", "n0");
        assertThat(second.next()).isNull();
    }

    @Test
    @DisplayName("R-04 A signature that was settled otherwise is asked for no more; once settled it stays so")
    void settled() {
        var type = types.byCode(account.id(), "contrat-de-travail");
        var content = filing.store("x.pdf", Pdfs.saying("Contrat"));
        var document = filing.file(
                        new NewDocument(account.id(), type, "Contrat", content, "contract 1", null, "test"),
                        idOf(worker))
                .document();

        signing.askNoMore(document);
        signing.askNoMore(document);

        var settled = vault.document(document, Set.of(idOf(worker)));
        assertThat(settled.signature()).isEqualTo(SignatureState.NOT_ASKED_ANYMORE);
        assertThat(settled.signatureAt()).isEqualTo(clock.instant());
        assertThat(catchThrowableOfType(VaultRefused.class, () -> signing.signed(document, clock.instant()))
                        .type())
                .isEqualTo("document-not-to-sign");
    }

    @Test
    @DisplayName("C-26 A signature is told once, with whose it is and where the document comes from")
    void told(ApplicationEvents events) {
        var type = types.byCode(account.id(), "contrat-de-travail");
        var document = filing.file(
                        new NewDocument(
                                account.id(),
                                type,
                                "Contrat",
                                filing.store("x.pdf", Pdfs.saying("Contrat")),
                                "campaign 7",
                                true,
                                "test"),
                        idOf(worker))
                .document();

        signing.signed(document, clock.instant());
        signing.signed(document, clock.instant());

        assertThat(events.stream(DocumentSigned.class))
                .containsExactly(
                        new DocumentSigned(account.id(), idOf(worker), document, "campaign 7", clock.instant()));
    }

    @Test
    @DisplayName("What is past its retention goes, with its content if nobody else holds it; the rest stays")
    void purged() {
        clock.setTo("2015-03-01T10:00");
        var lonely = Pdfs.saying("Vieux " + account.code());
        var shared = Pdfs.saying("Partagé " + account.code());
        filed(worker, lonely, Map.of("type", "attestation"));
        filed(worker, shared, Map.of("type", "attestation"));
        clock.reset();
        var kept = given.anyWorker(account);
        var recent = filed(kept, shared, Map.of("type", "attestation"));

        var purged = purge.purge();

        assertThat(purged.documents()).isGreaterThanOrEqualTo(2);
        assertThat(body(get(documentsOf(worker))).path("documents")).isEmpty();
        assertThat(pdfOf(kept, recent)).isEqualTo(shared);
        assertThat(jdbc.sql("select count(*) from vault_content where sha256 = ?")
                        .param(Sha256.of(lonely).digest())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(purge.purge().documents()).isZero();
    }

    private NewDocument note(String name, String origin) {
        return new NewDocument(
                account.id(),
                types.byCode(account.id(), "attestation"),
                name,
                filing.store(name + ".pdf", Pdfs.saying(name)),
                origin,
                null,
                "test");
    }
}
