package fr.paraphe.relaunch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import fr.paraphe.contract.ContractKeeping;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.vault.DocumentFilter;
import fr.paraphe.vault.DocumentReader;
import fr.paraphe.vault.PartnerVault;
import fr.paraphe.vault.SealValidation;
import fr.paraphe.vault.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What was done to have a contract signed, as a file to show. */
class ProofFileTest extends RelaunchScenario {

    private static final Pattern DIGEST = Pattern.compile("\\b[0-9a-f]{64}\\b");

    @Autowired
    SealValidation seals;

    @Autowired
    ContractKeeping keeping;

    @Autowired
    PartnerDirectory partners;

    @Autowired
    PartnerVault vault;

    @Test
    @DisplayName(
            "R-33 every attempt with its text, address, provider's id and answer, refused ones included, under the seal")
    void everyAttempt() throws IOException {
        var contract = given.unsignedContract(agency, given.worker(agency, "lea.r33@exemple.fr", "06 77 00 33 01"));
        providerRefuses("+33677003301");
        var bySms = sent("SMS");
        provider.resetMappings();
        providerAccepts();
        clock.advance(Duration.ofMinutes(1));
        done(bySms, "retry", Map.of());
        jobs.runDue(bySms);
        clock.advance(Duration.ofMinutes(1));
        var byMail = sent("MAIL");

        var pdf = proofFile(contract);

        assertThat(seals.validate(pdf).state()).isEqualTo(SealValidation.State.INTACT);
        assertThat(seals.validate(pdf).signer()).isEqualTo(agency.name());
        var said = text(pdf);
        assertThat(said)
                .contains("Dossier de preuve du contrat " + contract, "Léa Martin", "établi le 16/09/2026 10:02:00")
                .containsSubsequence(
                        "16/09/2026 10:00:00 SMS de relance non remis",
                        "Relance " + bySms,
                        "À : +33677003301",
                        "Motif : Numéro incorrect",
                        "Réponse : Twilio 21211",
                        "16/09/2026 10:01:00 SMS de relance accepté par le fournisseur",
                        "Identifiant : SM0123456789abcdef0123456789abcdef",
                        flat(shownText(bySms)),
                        "16/09/2026 10:02:00 E-mail de relance accepté par le fournisseur",
                        "Relance " + byMail,
                        "À : lea.r33@exemple.fr",
                        "Identifiant : " + messageId("lea.r33@exemple.fr"));
        assertThat(new String(pdf, UTF_8)).startsWith("%PDF");
    }

    @Test
    @DisplayName("R-33 who could not be reached, and when the document was filed and opened, are facts too")
    void notReached() throws IOException {
        var worker = given.worker(agency, null, "06 12 34 56 7");
        var contract = given.unsignedContract(agency, worker);
        keeping.file(agency.id(), contract, new ByteArrayInputStream(Pdfs.saying("a contract")), "camille");
        keeping.transmit(agency.id(), contract, "camille");
        var partner = partners.byReference(agency.id(), worker).orElseThrow().id();
        var documents =
                vault.page(List.of(partner), DocumentFilter.ALL, null, 10).documents();
        clock.advance(Duration.ofMinutes(5));
        vault.open(documents.get(0).id(), List.of(partner), DocumentReader.partner("espace"));
        given.unsignedContract(agency, given.anyWorker(agency));
        clock.advance(Duration.ofMinutes(5));
        sent("SMS");

        assertThat(text(proofFile(contract)))
                .containsSubsequence(
                        "16/09/2026 10:00:00 Document PDF déposé",
                        "Transmis dans le coffre-fort",
                        "16/09/2026 10:05:00 Document ouvert par Léa Martin dans son espace",
                        "16/09/2026 10:10:00 SMS de relance non envoyé",
                        "Motif : Coordonnées erronées");
    }

    @Test
    @DisplayName("R-33 each digest covers the one before: what a later file adds comes after what an earlier one says")
    void chained() throws IOException {
        var contract = given.unsignedContract(agency, given.anyWorker(agency));
        var none = digests(contract);
        sent("SMS");
        var one = digests(contract);
        clock.advance(Duration.ofDays(1));
        sent("MAIL");
        var two = digests(contract);

        var created = read("/api/contracts/" + contract).at("/history/0/by").asText();
        assertThat(none)
                .containsExactly(sha256(
                        sha256(agency.code(), contract),
                        "16/09/2026 10:00:00",
                        "Contrat reçu du logiciel métier",
                        created));
        assertThat(one).hasSize(2).startsWith(none.get(0));
        assertThat(two).hasSize(3).startsWith(one.get(0), one.get(1)).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("R-33 the contract's page leads to it; another account's contract does not exist")
    void whoGetsIt() {
        var contract = given.unsignedContract(agency, given.anyWorker(agency));
        var page = "/console/contracts/" + agency.code() + "/" + contract;

        assertThat(as(agent).getForObject(page, String.class)).contains(page + "/proof-file");
        var fromThere = as(agent).getForEntity(page + "/proof-file", byte[].class);
        assertThat(fromThere.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PDF);
        var stranger = given.agentOf(given.anyAccount());
        assertThat(as(stranger)
                        .getForEntity("/api/contracts/" + contract + "/proof-file", String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    private byte[] proofFile(String contract) {
        ResponseEntity<byte[]> answer =
                as(agent).getForEntity("/api/contracts/" + contract + "/proof-file", byte[].class);
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        return answer.getBody();
    }

    private List<String> digests(String contract) throws IOException {
        return DIGEST.matcher(text(proofFile(contract)))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static String sha256(String... lines) {
        return Sha256.of(String.join("\n", lines).getBytes(UTF_8)).hex();
    }

    private String messageId(String address) {
        return mails().stream()
                .filter(mail -> recipient(mail).equals(address))
                .map(mail -> assertDoesNotThrow(mail::getMessageID))
                .findFirst()
                .orElseThrow();
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return flat(new PDFTextStripper().getText(document));
        }
    }

    private static String flat(String text) {
        return text.replaceAll("[\\s\u00a0\u202f]+", " ");
    }
}
