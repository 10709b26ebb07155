package fr.paraphe.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.testing.Given;
import fr.paraphe.testing.Visitor;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CampaignPagesTest extends CampaignScenario {

    @Test
    @DisplayName("C-26 the list shows each campaign's state and figures, one state alone if asked for")
    void list() {
        var lea = someone();
        var active = launched(recipientDraft(Map.of("title", "Fermeture")));
        launched(recipientDraft(Map.of("title", "Prévue", "startsOn", "2026-10-01")));
        recipientDraft(Map.of("title", "Pas finie"));
        login(lea);
        var staff = staff(manager);

        var all = staff.get("/console/campaigns").body();

        assertThat(all).contains("Fermeture", "Prévue", "Pas finie", "Active", "Programmée", "Brouillon");
        assertThat(all).contains(active, "16/09/2026", "sans fin", "Créer une campagne");
        assertThat(staff.get("/console/campaigns?state=ACTIVE").body())
                .contains("Fermeture")
                .doesNotContain("Prévue", "Pas finie");
        assertThat(staff.get("/console/campaigns?lang=en").body()).contains("My campaigns", "Scheduled");
    }

    @Test
    @DisplayName("C-25 C-26 C-27 a campaign shows who got it and who has not read it, and is closed by its button")
    void one() {
        var lea = someone();
        var number = launched(recipientDraft(Map.of()));
        login(lea);
        var staff = staff(manager);
        var address = "/console/campaigns/" + number;

        assertThat(staff.get(address + "?read=false").body())
                .contains("Fermeture estivale", "Léa Martin", "Notice", "L’agence ferme", "Clôturer la campagne")
                .contains("Campagne lancée : 1 partenaire à atteindre");
        assertThat(staff.get(address + "?read=true").body()).contains("Personne pour le moment.");

        assertThat(location(staff.submit(address + "/closing", Map.of()))).endsWith(address);
        assertThat(staff.get(address).body())
                .contains("est clôturée", "Clôturée à la main")
                .doesNotContain("Clôturer la campagne");
    }

    @Test
    @DisplayName("C-20 the button opens a draft's task in Tasklist, one for a double click; agents have no button")
    void create() {
        var staff = staff(manager);
        var form = Map.of("account", agency.code(), "idempotencyKey", "clic " + agency.code());

        var first = location(staff.submit("/console/campaigns", form));
        var second = location(staff.submit("/console/campaigns", form));

        assertThat(first).contains("/camunda/app/tasklist/default/#/?task=");
        assertThat(second).isEqualTo(first);
        assertThat(read("/api/campaigns").get("rows")).hasSize(1);
        var agent = staff(given.agentOf(agency));
        assertThat(agent.get("/console/campaigns").body()).doesNotContain("Créer une campagne");
        assertThat(agent.submit("/console/campaigns", form).statusCode()).isEqualTo(403);
    }

    private Visitor staff(String user) {
        var visitor = Visitor.at(port);
        visitor.login(user, Given.PASSWORD);
        return visitor;
    }
}
