package fr.paraphe.intake.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.Account;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;

@ParapheTest
class ImportPagesTest {

    private static final String FILE = "matricule;nature;nom;agence\nM1;intérimaire;Lefèvre;Lyon\nM2;<b>;Morel;Lyon\n";

    @Autowired
    TestRestTemplate http;

    @Autowired
    Given given;

    Account account;
    String agent;

    @BeforeEach
    void anAgent() {
        account = given.anyAccount();
        agent = given.agentOf(account);
    }

    @Test
    @DisplayName("§5 A file is tried: the report says line, column and reason, and nothing was written")
    void tried() {
        assertThat(upload(account.code(), true).getBody())
                .contains("rien n’a été écrit", "Lignes refusées", "valeur inconnue", "Colonnes ignorées : agence.");

        assertThat(get("/console/imports").getBody()).contains("Aucun import pour l’instant", account.name());
    }

    @Test
    @DisplayName("§5 A file is imported: its report has an address of its own, and the list keeps it")
    void imported() {
        upload(account.code(), false);

        var list = get("/console/imports").getBody();
        assertThat(list).contains("partenaires.csv", "16/09/2026 10:00", "Lignes refusées");
        var address = list.replaceFirst("(?s).*(/console/imports/\\d+).*", "$1");
        assertThat(get(address).getBody())
                .contains("partenaires.csv", "nature", "valeur inconnue", "Camille Durand")
                .doesNotContain("rien n’a été écrit");
    }

    @Test
    @DisplayName("§5 Another account's code is unknown, told in a page")
    void otherAccount() {
        assertThat(upload(given.anyAccount().code(), false).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    }

    private ResponseEntity<String> get(String path) {
        return http.withBasicAuth(agent, Given.PASSWORD).getForEntity(path, String.class);
    }

    private ResponseEntity<String> upload(String code, boolean dryRun) {
        var form = new LinkedMultiValueMap<String, Object>();
        form.add("subject", "partners");
        form.add("account", code);
        form.add("dryRun", String.valueOf(dryRun));
        form.add("file", new ByteArrayResource(FILE.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return "partenaires.csv";
            }
        });
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.MULTIPART_FORM_DATA);
        return http.withBasicAuth(agent, Given.PASSWORD)
                .exchange("/console/imports", HttpMethod.POST, new HttpEntity<>(form, headers), String.class);
    }
}
