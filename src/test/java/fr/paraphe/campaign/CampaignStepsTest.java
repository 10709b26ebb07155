package fr.paraphe.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.StaffRole;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.Visitor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** The pages of the steps, without a browser: what is kept, what is refused, and who is told what. */
class CampaignStepsTest extends CampaignScenario {

    private Visitor staff;

    @BeforeEach
    void theManagerIsLoggedIn() {
        staff = staff(manager);
    }

    @Test
    @DisplayName(
            "C-04 C-06 C-07 steps go forwards and backwards; what is refused stays as typed, with the reason beside it")
    void forwardsAndBackwards() {
        var number = created(Map.of());
        assertStep(number, "Paramètres");

        var wrong = send(
                number,
                "parameters",
                Map.of("title", "", "startsOn", "2026-09-20", "endsOn", "2026-09-19", "to", "TRIGGER"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("Donnez un titre", "La date de fin précède", "value=\"2026-09-20\"", "value=\"2026-09-19\"");
        assertStep(number, "Paramètres");

        send(number, "parameters", Map.of("title", "Fermeture", "startsOn", "2026-09-20", "to", "TRIGGER"));
        assertStep(number, "Déclencheur");
        assertThat(send(number, "trigger", Map.of("to", "POPULATION")).body()).contains("Choisissez le déclencheur");
        send(number, "trigger", Map.of("kind", "DOCUMENT", "to", "POPULATION"));
        assertThat(page(number)).contains("Quels documents déclenchent").doesNotContain("Depuis quand en relation");
        send(number, "population", Map.of("partnerKinds", "CLIENT", "scopes", "OWN_ACCOUNT", "to", "TRIGGER"));
        assertStep(number, "Déclencheur");
        send(number, "trigger", Map.of("kind", "RECIPIENT", "to", "POPULATION"));
        assertThat(page(number))
                .contains("Depuis quand en relation")
                .doesNotContain("Quels documents déclenchent")
                .containsPattern("value=\"CLIENT\" checked");
        assertThat(send(number, "population", Map.of("to", "DOCUMENTS")).body())
                .contains("Choisissez au moins un type de partenaire", "Choisissez votre compte");

        assertThat(staff(given.staffOf(agency, false, StaffRole.MANAGER))
                        .get(address(number))
                        .body())
                .as("somebody else goes on where the first one was")
                .contains("Depuis quand en relation", "Fermeture");
    }

    @Test
    @DisplayName("C-05 the start is today unless one says otherwise, and then the day of the launch, whenever that is")
    void startsToday() {
        var number = created(Map.of());
        assertThat(page(number)).contains("value=\"2026-09-16\"");

        send(number, "parameters", Map.of("title", "Fermeture", "startsOn", "2026-09-16", "to", "TRIGGER"));

        assertThat(campaign(number).has("startsOn")).isFalse();
    }

    @Test
    @DisplayName("C-18 two people in the same draft: the second is told, and what was typed is still there")
    void twoAtOnce() {
        var number = created(Map.of());
        var fields = Map.of("title", "Premier", "to", "PARAMETERS");
        var seen = version(number);
        send(number, "parameters", fields);

        var second = staff.submit(
                address(number) + "/parameters", Map.of("version", seen, "title", "Second", "to", "TRIGGER"));

        assertThat(second.statusCode()).isEqualTo(422);
        assertThat(second.body()).contains("vient de changer au même moment", "value=\"Second\"");
        assertThat(campaign(number).get("title").asText()).isEqualTo("Premier");
    }

    @Test
    @DisplayName(
            "C-14 C-16 C-18 documents are renamed, typed and taken out whichever button is pressed; a wrong name is told")
    void documents() {
        var number = recipientDraft(Map.of());
        var first = documents(number).get(0).get("id").asText();
        add(number, "Annexe.pdf", Pdfs.saying("Annexe"));
        var second = documents(number).get(1).get("id").asText();
        var fields = new LinkedHashMap<String, String>(
                Map.of("name-" + first, "", "type-" + first, PAYSLIP, "asks-" + first, "true", "to", "CONTENT"));

        var wrong = send(number, "documents", fields);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Donnez un nom au document");
        assertThat(documents(number).get(0).get("name").asText()).isEqualTo("Notice");

        fields.put("name-" + first, "Mode d’emploi");
        fields.remove("to");
        fields.put("remove", second);
        send(number, "documents", fields);
        assertThat(documents(number)).hasSize(1);
        assertThat(documents(number).get(0).get("name").asText()).isEqualTo("Mode d’emploi");
        assertThat(documents(number).get(0).get("type").asText()).isEqualTo(PAYSLIP);
        assertThat(documents(number).get(0).get("recipientSigns").asBoolean()).isTrue();

        send(number, "documents", Map.of("remove", first));
        assertThat(send(number, "documents", Map.of("to", "CONTENT")).body()).contains("Ajoutez au moins un document");
    }

    @Test
    @DisplayName(
            "C-17 C-20 the summary names what is missing; launching twice gives one campaign and says what is next")
    void launchTwice() {
        var number = created(Map.of("title", "Fermeture"));
        assertThat(staff.get(address(number) + "?at=SUMMARY").body())
                .contains("Ajoutez au moins un document", "Choisissez le déclencheur");
        assertThat(send(number, "launch", Map.of()).body()).contains("complétez ce qui manque");

        var complete = recipientDraft(Map.of());
        someone();
        assertThat(staff.get(address(complete) + "?at=SUMMARY").body())
                .contains("Audience estimée", "<dd>1</dd>", "L’agence ferme", "Notice");
        var seen = version(complete);
        for (var click = 1; click <= 2; click++) {
            var answer = staff.submit(address(complete) + "/launch", Map.of("version", seen));
            assertThat(location(answer)).endsWith(address(complete));
        }
        assertThat(page(complete)).contains("La campagne est lancée", "href=\"/console/campaigns/" + complete + "\"");
        assertThat(campaign(complete).get("history"))
                .extracting(event -> event.get("what").asText())
                .containsOnlyOnce("LAUNCHED");
    }

    @Test
    @DisplayName("C-20 a draft is given up; agents prepare nothing; another agency's campaign does not exist")
    void abandonedAndRefused() {
        var number = created(Map.of());
        var agent = staff(given.agentOf(agency));
        var refused =
                agent.submit(address(number) + "/parameters", Map.of("version", version(number), "title", "Fermeture"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Votre rôle ne permet pas cette opération");
        var stranger = staff(given.staffOf(given.accountWith(), false, StaffRole.MANAGER));
        assertThat(stranger.get(address(number)).statusCode()).isEqualTo(404);

        send(number, "abandonment", Map.of());

        assertThat(state(number)).isEqualTo("ABANDONED");
        assertThat(page(number)).contains("Le brouillon est abandonné");
    }

    @Test
    @DisplayName(
            "C-21 while it runs, title and dates are changed on a page of the console; what is wrong stands there as typed")
    void datesWhileItRuns() {
        var number = launched(recipientDraft(Map.of("startsOn", "2026-10-01", "endsOn", "2026-10-10")));
        assertThat(staff.get(address(number) + "?at=PARAMETERS").body())
                .contains("value=\"2026-10-01\"", "value=\"2026-10-10\"", "class=\"masthead\"")
                .doesNotContain("aria-current=\"step\"");

        var wrong = send(
                number, "parameters", Map.of("title", "Reportée", "startsOn", "2026-10-05", "endsOn", "2026-10-04"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("La date de fin précède", "value=\"2026-10-04\"", "class=\"masthead\"");

        var right = send(number, "parameters", Map.of("title", "Reportée", "startsOn", "2026-10-05", "endsOn", ""));
        assertThat(location(right)).endsWith("?at=PARAMETERS");
        assertThat(campaign(number).get("title").asText()).isEqualTo("Reportée");
        assertThat(campaign(number).get("startsOn").asText()).isEqualTo("2026-10-05");
        assertThat(campaign(number).has("endsOn")).isFalse();
    }

    @Test
    @DisplayName("C-21 while it runs, population, documents and content are changed on the pages of their steps")
    void whileItRuns() {
        var number = launched(recipientDraft(Map.of()));
        assertThat(staff.get("/console/campaigns/" + number).body())
                .contains("step?at=PARAMETERS", "step?at=POPULATION", "step?at=DOCUMENTS", "step?at=CONTENT");
        assertThat(staff.get(address(number) + "?at=POPULATION").body()).contains("Enregistrer");

        var answer = send(
                number, "population", Map.of("partnerKinds", "CLIENT", "relations", "NEW", "scopes", "OWN_ACCOUNT"));

        assertThat(location(answer)).endsWith("?at=POPULATION");
        assertThat(campaign(number).get("population").get("partnerKinds").get(0).asText())
                .isEqualTo("CLIENT");
        assertThat(send(number, "population", Map.of()).body()).contains("Choisissez au moins un type");

        var content = send(number, "content", Map.of("message", "Plus tard."));
        assertThat(location(content)).endsWith("?at=CONTENT");
        assertThat(campaign(number).get("message").asText()).isEqualTo("Plus tard.");
    }

    @Test
    @DisplayName(
            "C-19 C-22 C-27 the card has logo, message and documents; opening it is reading; the logo is for those reached")
    void card() throws IOException {
        var number = recipientDraft(Map.of());
        var jpeg = jpeg();
        var shown = upload(manager, HttpMethod.PUT, "/api/campaigns/" + number + "/logo", "logo.jpg", jpeg, Map.of());
        assertThat(shown.getStatusCode().value()).isEqualTo(200);
        launched(number);
        var lea = someone();
        var space = login(lea);
        var outsider = login(someone(agency, PartnerKind.CLIENT));

        assertThat(space.get("/portal").body())
                .contains("Informations", "1 non lue", "Fermeture estivale", "L’agence ferme", ">Notice</a>");
        assertThat(space.getBytes("/portal/campaigns/" + number + "/logo")).isEqualTo(jpeg);
        assertThat(figures(number).get("read").asInt()).isZero();
        var page = "/portal/campaigns/" + number + "/" + lea.id().value();
        assertThat(space.get(page).body()).contains("L’agence ferme", "Notice");
        assertThat(figures(number).get("read").asInt()).isOne();
        assertThat(space.get("/portal").body()).doesNotContain("non lue<").contains("Fermeture estivale");

        assertThat(outsider.get("/portal").body()).doesNotContain("Fermeture estivale");
        assertThat(outsider.get("/portal/campaigns/" + number + "/logo").statusCode())
                .isEqualTo(404);
        assertThat(outsider.get(page).statusCode()).isEqualTo(404);
    }

    private static byte[] jpeg() throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        return out.toByteArray();
    }

    /** As the page's form sends it: along with the version that it shows. */
    private HttpResponse<String> send(String number, String step, Map<String, String> fields) {
        var form = new LinkedHashMap<>(fields);
        form.put("version", version(number));
        return staff.submit(address(number) + "/" + step, form);
    }

    private String version(String number) {
        return campaign(number).get("version").asText();
    }

    private String page(String number) {
        return staff.get(address(number)).body();
    }

    private void assertStep(String number, String name) {
        assertThat(page(number)).contains("aria-current=\"step\">" + name + "</li>");
    }

    private static String address(String number) {
        return "/console/campaigns/" + number + "/step";
    }

    private Visitor staff(String user) {
        var visitor = Visitor.at(port);
        visitor.login(user, Given.PASSWORD);
        return visitor;
    }
}
