package fr.paraphe.vault.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.testing.Pdfs;
import fr.paraphe.vault.VaultScenario;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

class VaultPagesTest extends VaultScenario {

    @Test
    @DisplayName("The partner's page leads to the vault; a PDF is filed there, listed and opened")
    void file() {
        var partner = "/console/partners/" + idOf(worker).value();
        assertThat(html(page(partner))).contains("href=\"" + partner + "/vault\"");
        assertThat(html(page(partner + "/vault"))).contains("Ce coffre-fort est vide.");

        var filed = pageAfter(upload(
                partner + "/vault",
                "contrat.pdf",
                Pdfs.saying("Contrat"),
                Map.of("type", "contrat-de-travail", "sign", "", "name", ""),
                String.class));

        assertThat(filed)
                .contains("« contrat » est déposé.", "1 document, dont 1 non lu et 1 à signer", "À signer")
                .contains("16/09/2026 10:00", "16/09/2031", "Contrat de travail");
        var address = filed.replaceFirst("(?s).*(" + partner + "/vault/\\d+).*", "$1");
        assertThat(html(page(address))).contains("Son destinataire ne l’a pas encore ouvert.", "16/09/2026 10:00");
        assertThat(asAgent().getForEntity(address + "/pdf", byte[].class).getBody())
                .isEqualTo(Pdfs.saying("Contrat"));
        assertThat(html(page(address))).contains("Camille Durand", "dans la console", "ne l’a pas encore ouvert");
        assertThat(html(page(partner + "/vault?unread=true&from=2026-09-16&to=&type=&text=contrat")))
                .contains("À signer");
        assertThat(html(page(partner + "/vault?type=facture"))).contains("Élargissez les filtres.");
    }

    @Test
    @DisplayName("C-13 A refused file is told with its name, and what was typed is still there")
    void refused() {
        var vault = "/console/partners/" + idOf(worker).value() + "/vault";

        var refused = upload(
                vault,
                "photo.pdf",
                "GIF89a".getBytes(StandardCharsets.US_ASCII),
                Map.of("type", "facture", "name", "Ma facture"),
                String.class);

        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        assertThat(refused.getBody()).contains("« photo.pdf » n’est pas un PDF", "value=\"Ma facture\"");
        assertThat(upload(vault, "a.pdf", Pdfs.saying("a"), Map.of("type", ""), String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    @DisplayName("A document is filed for a population from a page; nobody chosen is told")
    void population() {
        given.anyWorker(account);
        assertThat(html(page("/console/documents"))).contains("Intérimaire", "Attestation (conservé 5 ans)");

        var nobody =
                upload("/console/documents", "n.pdf", Pdfs.saying("n"), Map.of("type", "attestation"), String.class);
        assertThat(nobody.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(nobody.getBody()).contains("Choisissez au moins une relation");

        assertThat(pageAfter(upload(
                        "/console/documents",
                        "note.pdf",
                        Pdfs.saying("n"),
                        Map.of("type", "attestation", "kind", "TEMPORARY_WORKER"),
                        String.class)))
                .contains("« note » est déposé dans 2 coffres-forts.");
    }

    @Test
    @DisplayName("§5 The vault page of another account's partner does not exist")
    void isolation() {
        var vault = "/console/partners/" + idOf(worker).value() + "/vault";
        agent = given.agentOf(given.anyAccount());

        assertThat(page(vault).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(upload(vault, "a.pdf", Pdfs.saying("a"), Map.of("type", "facture"), String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    private ResponseEntity<String> page(String path) {
        return asAgent().getForEntity(path, String.class);
    }

    private static String html(ResponseEntity<String> page) {
        assertThat(page.getStatusCode()).isEqualTo(HttpStatus.OK);
        return String.valueOf(page.getBody());
    }
}
