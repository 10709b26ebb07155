package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.StaffRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

class ProposalCompanyTest extends ProposalScenario {

    @Test
    @DisplayName(
            "S-08 S-09 S-11 an address stands for one company name: another spelling is hinted at, another company is not told which")
    void oneNameAnAddress() {
        var address = anyMail();
        sent(address, "DUPONT");
        otherOperator();
        var number = prepared();

        assertThat(problem(send(number, recipient(address, "Dupont")), 409))
                .contains("casse, les espaces")
                .doesNotContain("DUPONT");
        assertThat(task(number)).isEqualTo("CorrectRecipient");
        assertThat(problem(send(number, recipient(address.toUpperCase(), "Durand")), 409))
                .contains("une autre adresse mail", "support")
                .doesNotContain("DUPONT");
        assertThat(status(number)).isEqualTo("READY");
        jobs.runDue(number);
        assertThat(linkMails(address)).hasSizeLessThanOrEqualTo(1);
        assertThat(staff(agent).get("/console/proposals/" + number).body())
                .contains("une autre adresse mail")
                .doesNotContain("DUPONT");

        assertThat(send(number, recipient(address, "DUPONT")).getStatusCode().value())
                .isEqualTo(200);
        jobs.runDue(number);
        assertThat(status(number)).isEqualTo("SENT");
    }

    @Test
    @DisplayName("S-11 to the operator who bound it, its own name is told")
    void ownName() {
        var address = anyMail();
        sent(address, "DUPONT");

        assertThat(problem(send(prepared(), recipient(address, "dupont")), 409)).contains("«\u00a0DUPONT\u00a0»");
        assertThat(problem(send(prepared(), recipient(address, "DURAND")), 409)).contains("«\u00a0DUPONT\u00a0»");
    }

    @ParameterizedTest
    @ValueSource(strings = {"  DUPONT SAS ", "DUPONT\u00A0SAS", "DUPONT  SAS"})
    @DisplayName("S-10 spaces that nobody sees make no other name")
    void unseenSpaces(String typed) {
        var address = anyMail();
        sent(address, "DUPONT SAS");

        assertThat(send(prepared(), recipient(address, typed)).getStatusCode().value())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dupont sas", "DUPONTSAS", "ＤＵＰＯＮＴ SAS"})
    @DisplayName("S-10 case, inner spaces and look-alikes are another spelling")
    void anotherSpelling(String typed) {
        var address = anyMail();
        sent(address, "DUPONT SAS");

        assertThat(problemType(send(prepared(), recipient(address, typed)), 409))
                .contains("company-spelling");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DUPONT 🚀", "DU\u200BPONT", "D\u0410MY", "   ", "DUPONT\u202E"})
    @DisplayName("S-10 emoji, zero-width characters, two alphabets: refused before anything is bound")
    void noName(String typed) {
        var address = anyMail();

        assertThat(wrongFields(send(prepared(), recipient(address, typed)))).containsExactly("company");

        sent(address, "DUPONT");
    }

    @Test
    @DisplayName("S-12 two companies of one person, two addresses")
    void twoCompanies() {
        var work = "jean-louis" + anyMail();
        var own = "jldupont" + anyMail();

        assertThat(view(sent(work, "DUPONT")).path("company").asText()).isEqualTo("DUPONT");
        assertThat(view(sent(own, "DUPONT&DUPONT SAS")).path("company").asText())
                .isEqualTo("DUPONT&DUPONT SAS");

        problem(send(prepared(), recipient(work, "DUPONT&DUPONT SAS")), 409);
        problem(send(prepared(), recipient(own, "DUPONT")), 409);
    }

    @Test
    @DisplayName("S-09 two operators bind the same address at once: one name is bound, the other operator corrects")
    void atOnce() throws Exception {
        var address = anyMail();
        var mine = prepared();
        var me = agent;
        otherOperator();
        var theirs = prepared();
        var other = agent;

        List<Integer> answers = new ArrayList<>();
        var together = Executors.newFixedThreadPool(2);
        try {
            for (var answer : together.invokeAll(List.<Callable<ResponseEntity<JsonNode>>>of(
                    () -> send(me, mine, recipient(address, "DUPONT")),
                    () -> send(other, theirs, recipient(address, "DURAND"))))) {
                answers.add(answer.get().getStatusCode().value());
            }
        } finally {
            together.shutdown();
        }

        assertThat(answers).containsExactlyInAnyOrder(200, 409);
        assertThat(database.sql("select count(*) from company_binding where mail = ?")
                        .param(address.toLowerCase())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    @DisplayName("S-11 support alone sees and corrects a company name; who, when and what it was are kept")
    void correctedBySupport() {
        var address = anyMail();
        sent(address, "DUPOND");
        var support = given.staffOf(agency, false, StaffRole.SUPPORT);
        var manager = given.staffOf(agency, false, StaffRole.MANAGER);
        var search = Map.of("mail", address);
        assertThat(call(manager, HttpMethod.POST, "/api/company-bindings/search", search)
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThat(staff(manager).get("/console/company-names").statusCode()).isEqualTo(403);

        var page = staff(support);
        assertThat(page.submit("/console/company-names", search).body()).contains("«\u00a0DUPOND\u00a0»");
        assertThat(page.submit("/console/company-names/correction", Map.of("mail", address, "company", "DUPONT"))
                        .body())
                .contains("«\u00a0DUPOND\u00a0» devient «\u00a0DUPONT\u00a0»");
        var kept = call(support, HttpMethod.POST, "/api/company-bindings/search", search)
                .getBody()
                .get(0);
        assertThat(kept.path("company").asText()).isEqualTo("DUPONT");
        assertThat(kept.path("corrections").get(0).path("by").asText()).isEqualTo(support);

        sent(address, "DUPONT");
    }
}
