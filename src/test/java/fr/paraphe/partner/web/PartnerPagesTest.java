package fr.paraphe.partner.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.Account;
import fr.paraphe.partner.ContactCorrection;
import fr.paraphe.partner.ContactLock;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

@ParapheTest
class PartnerPagesTest {

    @Autowired
    TestRestTemplate http;

    @Autowired
    Given given;

    @Autowired
    PartnerDirectory directory;

    Account account;
    String agent;

    @BeforeEach
    void anAgent() {
        account = given.anyAccount();
        agent = given.agentOf(account);
    }

    @Test
    @DisplayName("R-18 The list shows who cannot be reached and why; its sentence comes after it")
    void list() {
        given.worker(account, "lea@exemple.fr", "06 12 34 56 7");

        assertThat(get("/console/partners").getBody()).contains("Léa Martin", "Numéro invalide", "Intérimaire");
        assertThat(get("/console/partners/summary").getBody())
                .contains("1 partenaire, dont 0 sans e-mail utilisable et 1 sans SMS possible");
        assertThat(get("/console/partners?text=durand").getBody()).contains("Élargissez les filtres");
    }

    @Test
    @DisplayName("R-21 The contact form saves; the history names who, what and the old value")
    void correct() {
        var id = partner("lea@exemple.fr", "06 12 34 56 7");

        var saved = correct(id, 0, "lea@exemple.fr", "06 12 34 56 78");

        assertThat(saved.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(get(page(id)).getBody())
                .contains("Téléphone : 06 12 34 56 7 → 06 12 34 56 78", "Camille Durand", "16/09/2026 10:00")
                .doesNotContain("Numéro invalide");
    }

    @Test
    @DisplayName("R-21 An error stands beside its field, and what was typed is still there")
    void wrong() {
        var id = partner("lea@exemple.fr", "06 12 34 56 78");

        var refused = correct(id, 0, "lea@exemple.fr", "O6 12 34 56 79");

        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(refused.getBody())
                .contains("value=\"O6 12 34 56 79\"", "phone-error", "Ce numéro n’est pas valide")
                .doesNotContain("mail-error");
    }

    @Test
    @DisplayName("R-21 Changed meanwhile: the page says so, shows both values, and saving again works")
    void changedMeanwhile() {
        var id = partner("lea@exemple.fr", "06 12 34 56 78");
        directory.correctContact(id, 0, new ContactCorrection(null, "06 12 34 56 79"), "marc");

        var refused = correct(id, 0, "lea@exemple.fr", "06 12 34 56 70");

        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
        assertThat(refused.getBody())
                .contains("modifié ce partenaire", "value=\"06 12 34 56 70\"", "Valeur actuelle : 06 12 34 56 79")
                .contains("name=\"version\" value=\"1\"");
        assertThat(correct(id, 1, "lea@exemple.fr", "06 12 34 56 70").getStatusCode())
                .isEqualTo(HttpStatus.OK);
    }

    @Test
    @DisplayName("R-22 Locked contacts are shown without a form, with the reason")
    void locked() {
        var id = partner("lea@exemple.fr", "06 12 34 56 78");
        directory.lockContact(id, ContactLock.OWN_SPACE, "lea");

        assertThat(get(page(id)).getBody())
                .contains("dans son propre espace", "06 12 34 56 78")
                .doesNotContain("name=\"phone\"");
        assertThat(correct(id, 1, "lea@exemple.fr", "06 12 34 56 79").getStatusCode())
                .isEqualTo(HttpStatus.CONFLICT);
    }

    @Test
    @DisplayName("R-18 An opt-out is one click, and so is taking it back")
    void optOut() {
        var id = partner("lea@exemple.fr", "06 12 34 56 78");

        post(page(id) + "/opt-outs", Map.of("contact", "MOBILE"));
        assertThat(get(page(id)).getBody()).contains("Cette personne ne souhaite plus recevoir de SMS.");

        post(page(id) + "/opt-ins", Map.of("contact", "MOBILE"));
        assertThat(get(page(id)).getBody()).contains("Les SMS peuvent lui être envoyés.");
    }

    @Test
    @DisplayName("§5 The page of another account's partner does not exist")
    void isolation() {
        var other = given.anyAccount();
        var id = directory
                .byReference(other.id(), given.anyWorker(other))
                .orElseThrow()
                .id();

        assertThat(get(page(id)).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(correct(id, 0, "", "").getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    }

    private PartnerId partner(@Nullable String mail, @Nullable String phone) {
        return directory
                .byReference(account.id(), given.worker(account, mail, phone))
                .orElseThrow()
                .id();
    }

    private static String page(PartnerId id) {
        return "/console/partners/" + id.value();
    }

    private ResponseEntity<String> correct(PartnerId id, int version, String mail, String phone) {
        return post(page(id) + "/contact", Map.of("version", String.valueOf(version), "mail", mail, "phone", phone));
    }

    private ResponseEntity<String> get(String path) {
        return http.exchange(path, HttpMethod.GET, new HttpEntity<>(asAgent()), String.class);
    }

    private ResponseEntity<String> post(String path, Map<String, String> fields) {
        var headers = asAgent();
        headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        fields.forEach(form::add);
        return http.exchange(path, HttpMethod.POST, new HttpEntity<>(form, headers), String.class);
    }

    private HttpHeaders asAgent() {
        var headers = new HttpHeaders();
        headers.setBasicAuth(agent, Given.PASSWORD);
        headers.setAccept(List.of(MediaType.TEXT_HTML));
        return headers;
    }
}
