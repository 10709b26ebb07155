package fr.paraphe.relaunch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.contract.ContractImporting;
import fr.paraphe.contract.ContractRow;
import fr.paraphe.contract.ContractStatus;
import fr.paraphe.contract.ContractType;
import fr.paraphe.partner.ContactLock;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerImporting;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.partner.PartnerRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;

/** Selection and review, up to the preview. */
class RelaunchPreparationTest extends RelaunchScenario {

    @Autowired
    PartnerImporting partners;

    @Autowired
    PartnerDirectory directory;

    @Autowired
    ContractImporting contracts;

    @Test
    @DisplayName("R-19 R-20 R-24 R-27 604 people, 853 contracts, 2 wrong numbers, 602 SMS, 42.14 and 52.50 euros")
    void theFiguresOfTheGuide() {
        given604PeopleWith853Contracts();
        var number = started();
        assertThat(figures(number).get("contracts").asInt()).isEqualTo(853);
        assertThat(figures(number).get("people").asInt()).isEqualTo(604);

        var figures = done(number, "selection", Map.of("channel", "SMS")).get("figures");

        assertThat(figures.get("people").asInt()).isEqualTo(604);
        assertThat(figures.get("contracts").asInt()).isEqualTo(853);
        assertThat(figures.get("withProblem").asInt()).isEqualTo(2);
        assertThat(figures.get("problems").get("INVALID").asInt()).isEqualTo(2);
        assertThat(figures.get("recipients").asInt()).isEqualTo(602);
        assertThat(figures.get("cost").get("perSms").decimalValue()).isEqualByComparingTo("42.14");
        assertThat(figures.get("cost").get("billed").decimalValue()).isEqualByComparingTo("52.50");
        assertThat(everybody(number)).hasSize(604).doesNotHaveDuplicates();
    }

    /** Reads the list page by page, as a form does. */
    private List<Long> everybody(String number) {
        var people = new ArrayList<Long>();
        JsonNode next = null;
        do {
            var page = read(
                    "/api/relaunches/" + number + "/recipients?limit=100" + (next == null ? "" : "&after=" + next));
            page.get("rows").forEach(row -> people.add(row.get("partner").asLong()));
            next = page.get("next");
        } while (next != null);
        return people;
    }

    @Test
    @DisplayName("R-13 every contract is ticked at first; one can be unticked, and all of the filter at once")
    void ticks() {
        workersWithAContract(5);
        var number = started();
        assertThat(figures(number).get("contracts").asInt()).isEqualTo(5);

        var one = rows(number, "contracts").get(0).get("contract").asLong();
        patch("/api/relaunches/" + number + "/contracts", Map.of("contracts", List.of(one), "ticked", false));
        assertThat(figures(number).get("contracts").asInt()).isEqualTo(4);

        patch("/api/relaunches/" + number + "/contracts", Map.of("ticked", false));
        assertThat(figures(number).get("contracts").asInt()).isZero();
        assertRefused(step(number, "selection", Map.of("channel", "SMS")), 422, "relaunch-nothing-ticked");

        patch("/api/relaunches/" + number + "/contracts", Map.of("ticked", true));
        assertThat(figures(number).get("contracts").asInt()).isEqualTo(5);
    }

    @Test
    @DisplayName("R-13 what was unticked in the list of contracts is unticked in the run")
    void exceptSome() {
        workersWithAContract(3);
        var all = rows(started(), "contracts");

        var body = new HashMap<>(september());
        body.put("except", List.of(all.get(1).get("contract").asLong()));
        var run = body(post("/api/relaunches", body));

        assertThat(run.get("figures").get("contractsFound").asInt()).isEqualTo(3);
        assertThat(run.get("figures").get("contracts").asInt()).isEqualTo(2);
        var number = run.get("number").asText();
        assertThat(listed(number)).isEqualTo("3 contracts, 3 people");
        done(number, "selection", Map.of("channel", "SMS"));
        assertThat(listed(number)).isEqualTo("2 contracts, 2 people");
    }

    /** What the list of runs says of this one. */
    private String listed(String number) {
        for (var run : read("/api/relaunches").get("rows")) {
            if (run.get("number").asText().equals(number)) {
                return run.get("contracts") + " contracts, " + run.get("people") + " people";
            }
        }
        throw new AssertionError(number + " is not listed");
    }

    @Test
    @DisplayName("R-09 R-29 a contract that the run did not find cannot be ticked into it")
    void noOtherContract() {
        workersWithAContract(1);
        var service =
                given.contract(agency, given.anyWorker(agency), ContractType.SERVICE_CONTRACT, "2026-09-14T08:00");
        var id = database.sql("select id from contract where account_id = ? and reference = ?")
                .params(agency.id().value(), service)
                .query(Long.class)
                .single();
        var number = started();

        assertRefused(
                patch("/api/relaunches/" + number + "/contracts", Map.of("contracts", List.of(id), "ticked", true)),
                422,
                "relaunch-contract-not-in-run");
    }

    @Test
    @DisplayName("R-14 one channel a run, and it must be named")
    void channel() {
        workersWithAContract(1);
        var number = started();

        assertRefused(step(number, "selection", Map.of()), 422, "relaunch-channel-unknown");
        done(number, "selection", Map.of("channel", "MAIL"));
        assertRefused(step(number, "selection", Map.of("channel", "SMS")), 409, "relaunch-another-step");

        assertThat(run(number).get("channel").asText()).isEqualTo("MAIL");
    }

    @Test
    @DisplayName("R-15 R-18 who cannot be reached is set apart, each with the reason, by SMS as by mail")
    void setApart() {
        given.unsignedContract(agency, given.worker(agency, "a@exemple.fr", "06 12 34 56 78"));
        given.unsignedContract(agency, given.worker(agency, null, "01 42 68 53 00"));
        given.unsignedContract(agency, given.worker(agency, "pas une adresse", null));
        given.unsignedContract(agency, given.worker(agency, "b@exemple.fr", "06 12 34 56 7"));

        var bySms = underReview("SMS");
        assertThat(figures(bySms).get("problems").toString()).isEqualTo("{\"INVALID\":1,\"LANDLINE\":1,\"MISSING\":1}");
        assertThat(rows(bySms, "recipients?reachable=YES"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("address").asText()).isEqualTo("+33612345678"));

        var byMail = underReview("MAIL");
        assertThat(figures(byMail).get("problems").toString()).isEqualTo("{\"INVALID\":1,\"MISSING\":1}");
        assertThat(figures(byMail).has("cost")).isFalse();
        assertThat(rows(byMail, "recipients?reachable=NO")).hasSize(2);
    }

    @Test
    @DisplayName("R-16 R-23 anybody can be unticked again: 5 people, 1 unticked, 4 to send to")
    void untickAPerson() {
        workersWithAContract(5);
        var number = underReview("SMS");
        var one = rows(number, "recipients").get(2).get("partner").asLong();

        var figures = body(patch(
                        "/api/relaunches/" + number + "/recipients",
                        Map.of("recipients", List.of(one), "ticked", false)))
                .get("figures");

        assertThat(figures.get("recipients").asInt()).isEqualTo(4);
        assertThat(figures.get("unticked").asInt()).isEqualTo(1);
        assertThat(figures.get("people").asInt()).isEqualTo(5);
        assertRefused(
                patch("/api/relaunches/" + number + "/recipients", Map.of("recipients", List.of(1L), "ticked", true)),
                422,
                "relaunch-recipient-not-in-run");
    }

    @Test
    @DisplayName("R-21 R-22 a wrong number is corrected in the review; the figures follow at once")
    void correct() {
        workersWithAContract(1);
        given.unsignedContract(agency, given.worker(agency, "a@exemple.fr", "06 12 34 56 7"));
        var number = underReview("SMS");
        var wrong = rows(number, "recipients?reachable=NO").get(0);

        var figures = body(correct(number, wrong, "06 12 34 56 78")).get("figures");

        assertThat(figures.get("withProblem").asInt()).isZero();
        assertThat(figures.get("recipients").asInt()).isEqualTo(2);
        assertThat(figures.get("cost").get("perSms").decimalValue()).isEqualByComparingTo("0.14");
        assertThat(database.sql("select old_value from partner_contact_change where partner_id = ? and field = 'PHONE'")
                        .param(wrong.get("partner").asLong())
                        .query(String.class)
                        .list())
                .contains("06 12 34 56 7");
    }

    @Test
    @DisplayName("R-21 a partner changed meanwhile is not overwritten: 409, and nothing is lost")
    void correctedMeanwhile() {
        given.unsignedContract(agency, given.worker(agency, "a@exemple.fr", "06 12 34 56 7"));
        var number = underReview("SMS");
        var seen = rows(number, "recipients").get(0);
        correct(number, seen, "06 12 34 56 78");

        assertThat(correct(number, seen, "06 99 99 99 99").getStatusCode().value())
                .isEqualTo(409);
        assertThat(rows(number, "recipients").get(0).get("address").asText()).isEqualTo("+33612345678");
    }

    @Test
    @DisplayName("R-22 contacts that the business software keeps are read only, and the answer says so")
    void locked() {
        var reference = "verrouillé-" + agency.id().value();
        partners.importRows(
                agency.id(),
                List.of(new PartnerRow(
                        reference, PartnerKind.EMPLOYEE, "Petit", "Ana", "fr", null, "06 12 34 56 7", true)),
                "test");
        given.unsignedContract(agency, reference);
        var number = underReview("SMS");
        var person = rows(number, "recipients").get(0);

        assertThat(person.get("lock").asText()).isEqualTo("BUSINESS_SOFTWARE");
        assertThat(correct(number, person, "06 12 34 56 78").getStatusCode().is4xxClientError())
                .isTrue();
        assertThat(figures(number).get("withProblem").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("R-22 contacts that the partner keeps in the own space are read only too")
    void lockedByThePartner() {
        var reference = given.worker(agency, null, "06 12 34 56 7");
        given.unsignedContract(agency, reference);
        var id = database.sql("select id from partner where account_id = ? and reference = ?")
                .params(agency.id().value(), reference)
                .query(Long.class)
                .single();
        directory.lockContact(new PartnerId(id), ContactLock.OWN_SPACE, "lea");
        var number = underReview("SMS");
        var person = rows(number, "recipients").get(0);

        assertThat(person.get("lock").asText()).isEqualTo("OWN_SPACE");
        assertRefused(correct(number, person, "06 12 34 56 78"), 409, "partner-contact-kept-by-partner");
        assertThat(figures(number).get("withProblem").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("R-13 R-14 R-16 back to the selection: what was ticked and the channel are kept, and can be changed")
    void backToTheSelection() {
        workersWithAContract(3);
        var number = started();
        var contracts = rows(number, "contracts");
        tick(number, "contracts", contracts.get(0).get("contract").asLong(), false);
        done(number, "selection", Map.of("channel", "SMS"));
        var people = rows(number, "recipients");
        assertThat(people).hasSize(2);
        tick(number, "recipients", people.get(0).get("partner").asLong(), false);

        var again = done(number, "second-selection", Map.of());

        assertThat(again.get("next").get("step").asText()).isEqualTo("SELECTION");
        assertThat(again.get("channel").asText()).isEqualTo("SMS");
        assertThat(rows(number, "contracts"))
                .extracting(row -> row.get("ticked").asBoolean())
                .containsExactly(false, true, true);
        assertThat(again.get("history").findValuesAsText("what")).endsWith("SELECTED_AGAIN");

        tick(number, "contracts", contracts.get(0).get("contract").asLong(), true);
        tick(number, "contracts", contracts.get(2).get("contract").asLong(), false);
        done(number, "selection", Map.of("channel", "MAIL"));

        assertThat(rows(number, "recipients"))
                .extracting(
                        row -> row.get("address").asText().contains("@"),
                        row -> row.get("ticked").asBoolean())
                .as("by mail; who came back is ticked, who was unticked stays so, who left is gone")
                .containsExactly(tuple(true, true), tuple(true, false));
        assertThat(figures(number).get("contracts").asInt()).isEqualTo(2);
        assertThat(figures(number).get("recipients").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("R-19 back to the selection: a person's contracts are counted anew")
    void contractsAreCountedAnew() {
        var worker = workersWithAContract(1).get(0);
        given.unsignedContract(agency, worker);
        var number = underReview("SMS");
        assertThat(rows(number, "recipients").get(0).get("contracts").asInt()).isEqualTo(2);
        done(number, "second-selection", Map.of());
        tick(
                number,
                "contracts",
                rows(number, "contracts").get(0).get("contract").asLong(),
                false);

        done(number, "selection", Map.of());

        assertThat(rows(number, "recipients").get(0).get("contracts").asInt()).isEqualTo(1);
        assertThat(run(number).get("channel").asText()).isEqualTo("SMS");
    }

    private void tick(String number, String list, long one, boolean ticked) {
        var answer = patch("/api/relaunches/" + number + "/" + list, Map.of(list, List.of(one), "ticked", ticked));
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(200);
    }

    @Test
    @DisplayName("A task completed through the engine's REST with missing or hostile variables changes nothing")
    void hostileVariables() {
        workersWithAContract(1);
        var number = started();
        assertRefused(complete(number, Map.of()), 422, "relaunch-channel-unknown");
        assertRefused(complete(number, Map.of("channel", "FAX")), 422, "relaunch-channel-unknown");
        assertRefused(complete(number, Map.of("channel", 7)), 422, "process-variable-type");
        assertThat(run(number).get("status").asText()).isEqualTo("SELECTING");

        done(number, "selection", Map.of("channel", "SMS"));
        assertRefused(
                complete(number, Map.of("confirmed", true, "previewVersion", 1)), 422, "process-variable-missing");
        assertRefused(complete(number, Map.of("reviewed", "oui")), 422, "process-variable-type");
        assertThat(run(number).get("status").asText()).isEqualTo("REVIEWING");
        complete(number, Map.of("reviewed", true, "confirmed", true, "previewVersion", 1));
        assertThat(run(number).get("status").asText()).isEqualTo("CONFIRMING");
        assertRefused(complete(number, Map.of()), 422, "process-variable-missing");
        assertRefused(complete(number, Map.of("confirmed", "oui")), 422, "process-variable-type");
        assertRefused(complete(number, Map.of("confirmed", true)), 422, "relaunch-preview-not-named");
        assertRefused(
                complete(number, Map.of("confirmed", true, "previewVersion", 9)), 409, "relaunch-preview-outdated");
        assertThat(run(number).get("status").asText()).isEqualTo("CONFIRMING");
        jobs.runDue(number);
        assertNothingLeft();

        assertThat(complete(number, Map.of("confirmed", true, "previewVersion", 1, "senders", 1_000_000))
                        .getStatusCode()
                        .value())
                .isEqualTo(204);
        assertThat(run(number).get("status").asText()).isEqualTo("SENDING");
    }

    private ResponseEntity<JsonNode> complete(String number, Map<String, Object> variables) {
        var typed = new HashMap<String, Object>();
        variables.forEach((name, value) -> typed.put(name, Map.of("value", value)));
        var task = run(number).get("next").get("taskId").asText();
        return post("/engine-rest/task/" + task + "/complete", Map.of("variables", typed));
    }

    private ResponseEntity<JsonNode> correct(String number, JsonNode person, String phone) {
        return patch(
                "/api/relaunches/" + number + "/recipients/" + person.get("partner"),
                Map.of("version", person.get("version").asInt(), "phone", phone));
    }

    private void given604PeopleWith853Contracts() {
        partners.importRows(
                agency.id(),
                IntStream.range(0, 604)
                        .mapToObj(n -> new PartnerRow(
                                "S-" + n,
                                n % 2 == 0 ? PartnerKind.EMPLOYEE : PartnerKind.TEMPORARY_WORKER,
                                "Nom" + n % 50,
                                "Prénom",
                                "fr",
                                "s" + n + "@exemple.fr",
                                n < 2 ? "06 12 34 56 7" : "06 20 %02d %02d %02d".formatted(n / 100, n % 100, n % 89),
                                false))
                        .toList(),
                "test");
        contracts.importRows(
                agency.id(),
                IntStream.range(0, 853)
                        .mapToObj(n -> new ContractRow(
                                "K-" + n,
                                ContractType.WORK_CONTRACT,
                                "S-" + n % 604,
                                null,
                                Instant.parse("2026-09-14T06:00:00Z"),
                                null,
                                null,
                                ContractStatus.AWAITING_SIGNATURE,
                                null,
                                null))
                        .toList(),
                "test");
    }
}
