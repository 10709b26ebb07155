package fr.paraphe.mission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.AccountOption;
import fr.paraphe.account.StaffRole;
import fr.paraphe.partner.PartnerKind;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;

class MissionTest extends MissionScenario {

    @Test
    @DisplayName(
            "P-16, P-15, P-08 nothing before the signature; then 8 at once, and the next on 20/09 at eight in Paris")
    void pastOccurrences() {
        clock.setTo("2027-09-15T10:00");
        var number = saved(mission("2027-01-01", "2027-12-31", repeated(offering(10, false), "MONTHLY", "2027-01-30")));

        assertThat(jobs.runDue(number)).isZero();
        assertThat(tasks("REQUEST")).isEmpty();
        assertThat(view(number).get("atOnce").asInt()).isEqualTo(8);
        assertThat(view(number).get("lines").get(0).get("nextDue").asText()).isEqualTo("2027-09-30");

        sign(number);
        jobs.runDue(number);

        assertThat(created(number))
                .containsExactly(
                        "2027-01-30",
                        "2027-02-28",
                        "2027-03-30",
                        "2027-04-30",
                        "2027-05-30",
                        "2027-06-30",
                        "2027-07-30",
                        "2027-08-30");
        assertThat(view(number).get("nextCreationAt").asText()).isEqualTo("2027-09-20T06:00:00Z");
        goTo("2027-09-20T07:59", number);
        assertThat(created(number)).hasSize(8);
        goTo("2027-09-20T08:00", number);
        assertThat(created(number)).hasSize(9).endsWith("2027-09-30");
    }

    @Test
    @DisplayName("P-15 started from the next due date, nothing is created at once")
    void fromTheNextDueDate() {
        clock.setTo("2027-09-15T10:00");
        var number =
                signed(mission("2027-01-01", "2027-12-31", repeated(offering(10, false), "MONTHLY", "2027-09-30")));

        assertThat(created(number)).isEmpty();
        assertThat(view(number).get("nextCreationAt").asText()).isEqualTo("2027-09-20T06:00:00Z");
    }

    @Test
    @DisplayName(
            "P-08, P-19, P-21 no drift after February; clocks change and eight stays eight; ended after the last day")
    void throughAYear() {
        clock.setTo("2026-12-01T10:00");
        var number = signed(mission("2027-01-01", "2027-04-30", repeated(offering(10, true), "MONTHLY", "2027-01-30")));

        for (var day : List.of("2027-01-20", "2027-02-18", "2027-03-20", "2027-04-20")) {
            var before = created(number).size();
            goTo(day + "T07:59", number);
            assertThat(created(number)).hasSize(before);
            goTo(day + "T08:00", number);
            assertThat(created(number)).hasSize(before + 1);
        }
        assertThat(dueDates("REQUEST")).containsExactly("2027-01-30", "2027-02-28", "2027-03-30", "2027-04-30");
        assertThat(tasks("TASK")).hasSize(4);
        assertThat(tasks("TASK").get(3).get("title").asText()).isEqualTo("Rappel TVA 04/2027");

        goTo("2027-04-30T23:59", number);
        assertThat(view(number).get("status").asText()).isEqualTo("SIGNED");
        goTo("2027-05-01T00:00", number);
        assertThat(view(number).get("status").asText()).isEqualTo("ENDED");
        assertThat(post("/api/missions/" + number + "/signature", Map.of())
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("P-08 on the 31st: the last day of a leap February and of a short month, and back to the 31st")
    void leapYear() {
        clock.setTo("2027-11-01T10:00");
        var number =
                signed(mission("2027-12-01", "2028-05-31", repeated(offering(10, false), "MONTHLY", "2027-12-31")));

        goTo("2028-02-19T07:59", number);
        assertThat(created(number)).containsExactly("2027-12-31", "2028-01-31");
        goTo("2028-02-19T08:00", number);
        goTo("2028-05-21T08:00", number);

        assertThat(created(number))
                .containsExactly("2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30", "2028-05-31");
    }

    @Test
    @DisplayName("P-08 a lead time longer than the period: several at the signature, then one each week")
    void longLead() {
        clock.setTo("2026-09-16T10:00");
        var number = signed(mission("2026-10-01", "2026-12-31", repeated(offering(30, false), "WEEKLY", "2026-10-01")));

        assertThat(created(number)).containsExactly("2026-10-01", "2026-10-08", "2026-10-15");
        goTo("2026-09-22T08:00", number);
        assertThat(created(number)).hasSize(4).endsWith("2026-10-22");
    }

    @Test
    @DisplayName("P-14 never: quantity 3 gives 3 at the signature, whatever the hour, and quantity 0 is refused")
    void quantity() {
        var offering = offering(10, false);
        clock.setTo("2026-09-16T07:00");

        var number = signed(mission("2026-01-01", "2026-12-31", never(offering, 3)));

        assertThat(created(number)).containsExactly("2026-09-26", "2026-09-26", "2026-09-26");
        assertThat(tasks("REQUEST").stream().map(task -> task.get("title").asText()))
                .containsExactly("Rappel TVA 1/3", "Rappel TVA 2/3", "Rappel TVA 3/3");
        assertThat(wrongFields(post("/api/missions", mission("2026-01-01", "2026-12-31", never(offering, 0)))))
                .containsExactly("offerings[0].quantity");
    }

    @Test
    @DisplayName(
            "P-14, P-20 more of what never comes back, months after the signature: due after the lead time from now")
    void moreOfIt() {
        var offering = offering(10, false);
        clock.setTo("2026-03-02T07:00");
        var number = signed(mission("2026-01-01", "2026-12-31", never(offering, 2)));
        assertThat(created(number)).containsExactly("2026-03-12", "2026-03-12");

        clock.setTo("2026-09-16T07:00");
        ok(send(HttpMethod.PUT, "/api/missions/" + number, mission("2026-01-01", "2026-12-31", never(offering, 3))));
        jobs.runDue(number);

        assertThat(created(number)).containsExactly("2026-03-12", "2026-03-12", "2026-09-26");
    }

    @Test
    @DisplayName("P-21 two of what came back each month before are 1/2 and 2/2, whatever the mission has created")
    void countedFromThePresentRule() {
        var offering = offering(10, false);
        clock.setTo("2026-09-16T07:00");
        var number = signed(mission("2026-01-01", "2026-12-31", repeated(offering, "MONTHLY", "2026-06-30")));
        assertThat(created(number)).hasSize(3);

        ok(send(HttpMethod.PUT, "/api/missions/" + number, mission("2026-01-01", "2026-12-31", never(offering, 2))));
        assertThat(periods(number)).containsExactly("06/2026", "07/2026", "08/2026", "1/2", "2/2");
        jobs.runDue(number);

        assertThat(periods(number)).containsExactly("06/2026", "07/2026", "08/2026", "1/2", "2/2");
        assertThat(tasks("REQUEST").stream().map(task -> task.get("title").asText()))
                .endsWith("Rappel TVA 1/2", "Rappel TVA 2/2");
        ok(send(HttpMethod.PUT, "/api/missions/" + number, mission("2026-01-01", "2026-12-31", never(offering, 3))));
        jobs.runDue(number);
        assertThat(periods(number)).endsWith("1/2", "2/2", "3/3");
        clock.advance(Duration.ofMinutes(2));
        await().atMost(Duration.ofSeconds(20)).until(() -> !mailsTo(clientMail).isEmpty());
        assertThat(text(mailsTo(clientMail).get(0))).contains("(08/2026)", "(1/2)", "(3/3)");
    }

    private List<String> periods(String number) {
        return list(view(number).get("calendar")).stream()
                .map(one -> one.get("period").asText())
                .toList();
    }

    @Test
    @DisplayName("P-12, P-13 what is wrong with a mission is told beside its field, and nothing is saved")
    void wrongMissions() {
        var offering = offering(10, false);

        assertThat(wrongFields(post(
                        "/api/missions",
                        mission("2027-12-31", "2027-01-01", repeated(offering, "MONTHLY", "2027-06-30")))))
                .contains("end");
        assertThat(wrongFields(post(
                        "/api/missions",
                        mission("2027-01-01", "2027-12-31", repeated(offering, "MONTHLY", "2026-12-31")))))
                .containsExactly("offerings[0].firstDue");
        assertThat(wrongFields(post(
                        "/api/missions",
                        mission("2027-01-01", "2027-12-31", repeated(offering, "MONTHLY", "2028-01-01")))))
                .containsExactly("offerings[0].firstDue");
        assertThat(wrongFields(post("/api/missions", mission("2027-01-01", "2027-12-31"))))
                .containsExactly("offerings");
        assertThat(wrongFields(post(
                        "/api/missions",
                        mission("2027-01-01", "2060-12-31", repeated(offering, "MONTHLY", "2027-06-30")))))
                .containsExactly("end");
        assertThat(wrongFields(post(
                        "/api/missions",
                        mission("+999999999-01-01", "+999999999-12-31", repeated(offering, "WEEKLY", "2027-06-30")))))
                .containsExactlyInAnyOrder("start", "end");
        var worker = mission("2027-01-01", "2027-12-31", repeated(offering, "MONTHLY", "2027-06-30"));
        worker.put("client", given.partner(agency, PartnerKind.SUPPLIER, "fr", null, null));
        assertRefused(post("/api/missions", worker), 422, "mission-not-a-client");
        assertThat(missions()).isZero();
    }

    @Test
    @DisplayName(
            "P-10, P-02, P-05 an offering needs category, title, deliverable, lead time and one item, and nothing else")
    void offerings() {
        assertThat(wrongFields(post("/api/offerings", Map.of())))
                .containsExactlyInAnyOrder("category", "title", "deliverable", "leadDays", "items");
        var id = offering(10, false);
        assertThat(read("/api/offerings/" + id).get("items")).hasSize(1);
        assertThat(list(read("/api/offerings"))).hasSize(1);

        var elsewhere = given.agentOf(given.accountWith(AccountOption.MISSIONS));
        var body = new HashMap<String, Object>(Map.of("category", category(), "title", "x", "deliverable", "OTHER"));
        body.putAll(
                Map.of("leadDays", 0, "items", List.of(Map.of("kind", "TASK", "text", TASK)), "assignee", elsewhere));
        assertThat(wrongFields(post("/api/offerings", body))).containsExactly("assignee");
        body.put("assignee", agent);
        created("/api/offerings", body);
        assertRefused(as(elsewhere).getForEntity("/api/offerings/" + id, JsonNode.class), 404, "offering-unknown");
    }

    @Test
    @DisplayName("P-02, P-06, P-09, P-10 an offering has its limits, each told beside its field; fractions are refused")
    void limits() {
        var item = Map.of("kind", "TASK", "text", TASK);
        var offering = new HashMap<String, Object>(Map.of("category", category(), "title", TITLE, "leadDays", 10));
        offering.putAll(Map.of("deliverable", "OTHER", "items", Collections.nCopies(20, item)));
        offering.putAll(Map.of("description", "d".repeat(2_000), "price", "1.50"));
        created("/api/offerings", offering);

        Map.<String, Object>of(
                        "items",
                        Collections.nCopies(21, item),
                        "description",
                        "d".repeat(2_001),
                        "price",
                        "1.005",
                        "title",
                        "\u00a0\u2007")
                .forEach((field, wrong) -> {
                    var body = new HashMap<>(offering);
                    body.put(field, wrong);
                    assertThat(wrongFields(post("/api/offerings", body))).containsExactly(field);
                });
        offering.put("title", "Rappel\nTVA");
        assertThat(wrongFields(post("/api/offerings", offering))).containsExactly("title");
        offering.put("leadDays", 1.5);
        var answer = post("/api/offerings", offering);
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(body(answer).get("errors").get(0).get("field").asText()).isEqualTo("leadDays");
    }

    @Test
    @DisplayName(
            "P-02 a category has a name to read, on one line, that no other one of the account has in another case")
    void categoryNames() {
        created("/api/offering-categories", Map.of("name", "Fiscalité"));

        assertRefused(post("/api/offering-categories", Map.of("name", "FISCALITÉ")), 409, "offering-category-taken");
        for (var name : List.of("\u00a0", "Soc\nial", "Soc\u2028ial")) {
            assertThat(wrongFields(post("/api/offering-categories", Map.of("name", name))))
                    .containsExactly("name");
        }
    }

    @Test
    @DisplayName("P-02 an offering that is removed while somebody changes it, or gives it to a client, is not there")
    void removedMeanwhile() throws Exception {
        for (var round = 0; round < 10; round++) {
            var category = category();
            var path = "/api/offerings/" + offering(10, false);
            var change = Map.of(
                    "category",
                    category,
                    "title",
                    TITLE,
                    "deliverable",
                    "OTHER",
                    "leadDays",
                    5,
                    "items",
                    List.of(Map.of("kind", "TASK", "text", TASK)));
            var answers =
                    atOnce(() -> send(HttpMethod.PUT, path, change), () -> send(HttpMethod.DELETE, path, Map.of()));
            assertThat(answers.get(0).getStatusCode().value()).isIn(200, 404);
            assertThat(answers.get(1).getStatusCode().value()).isEqualTo(204);

            var given = offering(10, false);
            var mission = mission("2027-01-01", "2027-12-31", repeated(given, "MONTHLY", "2027-06-30"));
            var outcomes = atOnce(
                    () -> post("/api/missions", mission),
                    () -> send(HttpMethod.DELETE, "/api/offerings/" + given, Map.of()));
            assertThat(outcomes.stream().map(answer -> answer.getStatusCode().value()))
                    .isIn(List.of(201, 409), List.of(404, 204));
        }
    }

    @Test
    @DisplayName("P-01 two ready-made offerings to start from: VAT documents and payroll variables")
    void readyMade() {
        for (var name : List.of("vat-documents", "payroll-variables")) {
            var offering = created("/api/offerings/ready-made/" + name, Map.of());
            assertThat(offering.get("title").asText()).isIn("Rappel TVA", "Variables de paie");
            assertThat(list(offering.get("items")).stream()
                            .map(item -> item.get("kind").asText()))
                    .containsExactly("REQUEST", "TASK");
        }
        assertThat(list(read("/api/offering-categories"))).hasSize(2);
    }

    @Test
    @DisplayName("P-01 a ready-made offering is there once, however often it is added, and at once")
    void readyMadeOnce() throws Exception {
        var path = "/api/offerings/ready-made/vat-documents";
        var answers = atOnce(() -> post(path, Map.of()), () -> post(path, Map.of()));

        assertThat(answers).extracting(answer -> answer.getStatusCode().value()).containsOnly(201);
        assertThat(created(path, Map.of()).get("id"))
                .isEqualTo(body(answers.get(0)).get("id"));
        assertThat(list(read("/api/offerings"))).hasSize(1);
    }

    @Test
    @DisplayName("P-04 an account without the module is told whom to contact, whatever the door")
    void moduleOff() {
        agency = given.anyAccount();
        agent = given.agentOf(agency);

        for (var path : List.of("/api/offerings", "/api/missions", "/api/tasks", "/api/offering-categories")) {
            var answer = as(agent).getForEntity(path, JsonNode.class);
            assertRefused(answer, 403, "mission-module-off");
            assertThat(body(answer).get("detail").asText()).contains("Contactez le support");
        }
        var asked = Map.<String, Object>of(
                "client", "P-0", "name", "x", "start", "2027-01-01", "end", "2027-12-31", "offerings", "[]");
        assertRefused(engineStart(asked), 403, "mission-module-off");
    }

    @Test
    @DisplayName("P-04 switched off, a signed mission creates nothing; switched on, the next morning all that is due")
    void switchedOff() {
        var number =
                signed(mission("2026-09-01", "2026-12-31", repeated(offering(10, false), "MONTHLY", "2026-10-10")));
        var view = view(number);

        module(false);
        var offering = view.get("lines").get(0).get("offering").asText();
        assertRefused(as(agent).getForEntity("/api/offerings/" + offering, JsonNode.class), 403, "mission-module-off");
        goTo("2026-09-30T08:00", number);
        goTo("2026-11-10T10:00", number);
        assertThat(database.sql(
                                "select count(*) from occurrence o join mission m on m.id = o.mission_id where m.number = ?")
                        .param(number)
                        .query(Long.class)
                        .single())
                .isZero();
        assertRefused(post("/api/missions/" + number + "/stop", Map.of()), 403, "mission-module-off");

        module(true);
        goTo("2026-11-11T07:59", number);
        assertThat(created(number)).isEmpty();
        goTo("2026-11-11T08:00", number);
        assertThat(created(number)).containsExactly("2026-10-10", "2026-11-10");
    }

    private void module(boolean on) {
        ok(as(given.staffOf(agency, false, StaffRole.SUPPORT))
                .exchange(
                        "/api/accounts/" + agency.code() + "/options/missions",
                        HttpMethod.PUT,
                        new HttpEntity<>(Map.of("on", on)),
                        JsonNode.class));
    }

    @Test
    @DisplayName("P-12 a mission started over the engine's REST passes the same checks and is followed alike")
    void engineRest() {
        var offering = offering(10, false);
        var lines = "[{\"offering\":%d,\"frequency\":\"MONTHLY\",\"firstDue\":\"2026-09-30\"}]".formatted(offering);
        Map<String, Object> asked = new HashMap<>(Map.of(
                "client", client, "name", "Exercice", "start", "2026-09-01", "end", "2026-12-31", "offerings", lines));

        assertThat(engineStart(asked).getStatusCode().value()).isEqualTo(200);
        var number = read("/api/missions").get("rows").get(0).get("number").asText();
        sign(number);
        goTo("2026-09-20T08:00", number);
        assertThat(created(number)).containsExactly("2026-09-30");

        asked.put("end", "2026-08-01");
        assertRefused(engineStart(asked), 422, "mission-invalid");
        asked.put("end", "demain");
        assertRefused(engineStart(asked), 422, "mission-unreadable");
        asked.put("end", "2026-12-31");
        for (var nothing : List.of("null", "[null]", "[")) {
            asked.put("offerings", nothing);
            assertRefused(engineStart(asked), 422, "mission-unreadable");
        }
        asked.put(
                "offerings",
                "[{\"offering\":%d,\"frequency\":\"MONTHLY\",\"firstDue\":\"2026-09-30\"}]"
                        .formatted(strangeOffering()));
        assertRefused(engineStart(asked), 404, "offering-unknown");
        assertThat(missions()).isEqualTo(1);
        assertRefused(
                post("/engine-rest/process-definition/key/mission/start", Map.of("businessKey", number)),
                409,
                "mission-already-followed");
    }

    private long strangeOffering() {
        var mine = agent;
        agent = given.agentOf(given.accountWith(AccountOption.MISSIONS));
        var offering = offering(10, false);
        agent = mine;
        return offering;
    }

    @Test
    @DisplayName("P-17 signed twice at once, by ten people: nothing is created twice")
    void signedTwice() throws Exception {
        var number = saved(mission("2026-01-01", "2026-12-31", repeated(offering(10, true), "MONTHLY", "2026-01-31")));

        atOnce(10, () -> post("/api/missions/" + number + "/signature", Map.of()))
                .forEach(answer -> assertThat(answer.getStatusCode().value()).isIn(200, 409));
        sign(number);
        jobs.runDue(number);

        assertThat(created(number)).hasSize(8).doesNotHaveDuplicates();
        assertThat(tasks("REQUEST")).hasSize(8);
        assertThat(tasks("TASK")).hasSize(8);
    }

    @Test
    @DisplayName(
            "P-17, P-20 two nodes create what is due while somebody withdraws the signature: each once, none after")
    void twoNodes() throws Exception {
        var number = saved(mission("2026-01-01", "2026-12-31", repeated(offering(10, false), "WEEKLY", "2026-01-31")));
        sign(number);

        atOnce(3, () -> {
            jobs.runDue(number);
            return 1;
        });
        var all = created(number);
        assertThat(all).hasSize(35).doesNotHaveDuplicates();

        var race = Executors.newFixedThreadPool(2);
        try {
            clock.setTo("2026-11-16T10:00");
            var creating = race.submit(() -> jobs.runDue(number));
            var withdrawing =
                    race.submit(() -> send(HttpMethod.DELETE, "/api/missions/" + number + "/signature", Map.of()));
            creating.get();
            assertThat(withdrawing.get().getStatusCode().value()).isIn(200, 409);
        } finally {
            race.shutdown();
        }
        send(HttpMethod.DELETE, "/api/missions/" + number + "/signature", Map.of());
        assertThat(view(number).get("status").asText()).isEqualTo("SAVED");
        var then = created(number);
        assertThat(then).startsWith(all.toArray(String[]::new)).doesNotHaveDuplicates();
        goTo("2026-12-20T10:00", number);
        assertThat(created(number)).isEqualTo(then);

        sign(number);
        jobs.runDue(number);
        assertThat(created(number)).hasSize(48).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("P-20 another frequency for a signed mission: what is to come follows, what was created stays")
    void anotherFrequency() {
        var offering = offering(10, false);
        var number = signed(mission("2026-01-01", "2027-12-31", repeated(offering, "MONTHLY", "2026-07-30")));
        assertThat(created(number)).containsExactly("2026-07-30", "2026-08-30");

        var early = mission("2026-01-01", "2027-12-31", repeated(offering, "QUARTERLY", "2026-08-30"));
        assertThat(wrongFields(send(HttpMethod.PUT, "/api/missions/" + number, early)))
                .containsExactly("offerings[0].firstDue");
        ok(send(
                HttpMethod.PUT,
                "/api/missions/" + number,
                mission("2026-01-01", "2027-12-31", repeated(offering, "QUARTERLY", "2026-10-31"))));

        goTo("2026-10-20T10:00", number);
        assertThat(created(number)).containsExactly("2026-07-30", "2026-08-30");
        goTo("2026-10-21T08:00", number);
        goTo("2027-01-21T08:00", number);
        assertThat(created(number)).containsExactly("2026-07-30", "2026-08-30", "2026-10-31", "2027-01-31");
        assertThat(tasks("REQUEST").get(3).get("title").asText()).isEqualTo("Rappel TVA T1 2027");
    }

    @Test
    @DisplayName("P-08, P-20 an offering's new text is for all missions, its new lead time for missions to come")
    void anotherLeadTime() {
        var offering = offering(10, false);
        var number = signed(mission("2026-09-01", "2026-12-31", repeated(offering, "MONTHLY", "2026-10-30")));
        var changed = new HashMap<String, Object>(Map.of("category", category(), "title", "TVA", "leadDays", 20));
        changed.putAll(
                Map.of("deliverable", "OTHER", "items", List.of(Map.of("kind", "REQUEST", "text", "Vos factures"))));
        ok(send(HttpMethod.PUT, "/api/offerings/" + offering, changed));

        var renamed = mission("2026-09-01", "2026-12-31", repeated(offering, "MONTHLY", "2026-10-30"));
        renamed.put("name", "Autrement");
        ok(send(HttpMethod.PUT, "/api/missions/" + number, renamed));
        goTo("2026-10-20T07:59", number);
        assertThat(created(number)).isEmpty();
        goTo("2026-10-20T08:00", number);

        var request = tasks("REQUEST").get(0);
        assertThat(request.get("title").asText()).isEqualTo("TVA 10/2026");
        assertThat(request.get("text").asText()).isEqualTo("Vos factures");
        assertThat(view(number).get("lines").get(0).get("leadDays").asInt()).isEqualTo(10);
        var later = saved(mission("2027-01-01", "2027-12-31", repeated(offering, "MONTHLY", "2027-01-30")));
        assertThat(view(later).get("lines").get(0).get("leadDays").asInt()).isEqualTo(20);
    }

    @Test
    @DisplayName("P-20 an offering that is taken out and put back asks for no period twice")
    void putBack() {
        var offering = offering(10, false);
        var another = repeated(offering("Paie", 5, false), "MONTHLY", "2026-12-31");
        var tva = repeated(offering, "MONTHLY", "2026-07-30");
        var number = signed(mission("2026-01-01", "2026-12-31", tva, another));
        ok(send(HttpMethod.PUT, "/api/missions/" + number, mission("2026-01-01", "2026-12-31", another)));
        assertThat(created(number)).containsExactly("2026-07-30", "2026-08-30");

        assertThat(wrongFields(send(
                        HttpMethod.PUT, "/api/missions/" + number, mission("2026-01-01", "2026-12-31", another, tva))))
                .containsExactly("offerings[1].firstDue");
        ok(send(
                HttpMethod.PUT,
                "/api/missions/" + number,
                mission("2026-01-01", "2026-12-31", another, repeated(offering, "MONTHLY", "2026-09-30"))));
        goTo("2026-09-20T08:00", number);

        assertThat(created(number)).containsExactly("2026-07-30", "2026-08-30", "2026-09-30");
    }

    @Test
    @DisplayName("P-20 a stopped mission creates nothing more and changes no more; what was created stays")
    void stopped() {
        var offering = offering(10, false);
        var number = signed(mission("2026-01-01", "2026-12-31", repeated(offering, "MONTHLY", "2026-08-30")));

        ok(post("/api/missions/" + number + "/stop", Map.of()));

        goTo("2026-11-20T10:00", number);
        assertThat(created(number)).containsExactly("2026-08-30");
        assertThat(view(number).get("status").asText()).isEqualTo("STOPPED");
        assertRefused(post("/api/missions/" + number + "/signature", Map.of()), 409, "mission-over");
    }

    @Test
    @DisplayName("P-22 down for three weeks over the creation dates of five offerings: each once, and one mail")
    void downForThreeWeeks() {
        var lines = IntStream.range(0, 5)
                .mapToObj(n -> repeated(offering("Rappel " + n, 10, false), "WEEKLY", "2026-10-0" + (1 + n)))
                .toArray(Map[]::new);
        @SuppressWarnings("unchecked")
        var number = signed(mission("2026-09-01", "2026-12-31", lines));
        assertThat(created(number)).isEmpty();

        clock.setTo("2026-10-15T10:00");
        jobs.runDue(number);

        assertThat(created(number)).hasSize(19);
        clock.advance(Duration.ofMinutes(2));
        await().atMost(Duration.ofSeconds(20)).until(() -> !mailsTo(clientMail).isEmpty());
        assertThat(mailsTo(clientMail)).hasSize(1);
        assertThat(text(mailsTo(clientMail).get(0))).contains(REQUEST).doesNotContain("Rappel 0", "Exercice");
    }

    @Test
    @DisplayName(
            "P-24, P-11 one mission for all clients that a filter finds, signed at once, followed in the background")
    void manyClients() {
        given.client(agency, "Durand SAS", "a@durand.fr");
        given.client(agency, "Dupont Fils", "b@dupont.fr");
        given.partner(agency, PartnerKind.SUPPLIER, "fr", "d@exemple.fr", null);
        var body = mission("2026-09-01", "2026-12-31", repeated(offering(10, false), "MONTHLY", "2026-09-26"));
        body.remove("client");
        body.put("text", "dupont");
        body.put("sign", true);

        var answer = post("/api/missions/many", body);

        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(202);
        assertThat(body(answer).get("missions").asInt()).isEqualTo(2);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        list(read("/api/missions?status=SIGNED").get("rows")).size() == 2);
        list(read("/api/missions").get("rows"))
                .forEach(row -> jobs.runDue(row.get("number").asText()));
        assertThat(tasks("REQUEST")).hasSize(2);
        body.put("text", "personne");
        assertRefused(post("/api/missions/many", body), 422, "mission-nobody");
    }

    @Test
    @DisplayName("P-12, P-24 a client whose relation has ended gets no mission, alone or among many")
    void clientLeft() {
        post("/api/partners/" + client + "/departure", Map.of());
        given.client(agency, "Durand SAS", "a@durand.fr");
        var body = mission("2026-09-01", "2026-12-31", repeated(offering(10, false), "MONTHLY", "2026-09-26"));

        var refused = post("/api/missions", body);
        assertRefused(refused, 422, "mission-client-left");
        assertThat(wrongFields(refused)).containsExactly("client");
        body.remove("client");
        assertThat(body(post("/api/missions/many", body)).get("missions").asInt())
                .isOne();
        assertThat(list(read("/api/missions").get("rows")))
                .extracting(row -> row.get("clientName").asText())
                .containsExactly("Durand SAS");
    }

    @Test
    @DisplayName("P-24 a mission that cannot be followed stops no other, and is followed once what hindered it is gone")
    void oneThatFails() {
        var offering = offering(10, false);
        given.client(agency, "Durand SAS", "a@durand.fr");
        var broken = database.sql("""
                        with broken as (
                          insert into mission
                            (number, account_id, client_id, name, starts_on, ends_on, status, followed, sign_at_once)
                          select next_mission_number(2026), account_id, id, 'Exercice', '2026-09-01', '2026-12-31',
                            'SAVED', false, true
                          from partner where account_id = :account and reference = :client returning id, number),
                        line as (
                          insert into mission_offering (mission_id, offering_id, frequency, lead_days, first_due)
                          select id, :offering, 'SOMETIMES', 10, '2026-09-26' from broken)
                        select number from broken""")
                .param("account", agency.id().value())
                .param("client", client)
                .param("offering", offering)
                .query(String.class)
                .single();
        var body = mission("2026-09-01", "2026-12-31", repeated(offering, "MONTHLY", "2026-09-26"));
        body.remove("client");
        body.put("sign", true);

        assertThat(body(post("/api/missions/many", body)).get("missions").asInt())
                .isEqualTo(2);
        await().atMost(Duration.ofSeconds(20)).until(() -> signed() == 2);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> database.sql("select follow_after is not null from mission where number = ?")
                        .param(broken)
                        .query(Boolean.class)
                        .single());

        database.sql("update mission_offering set frequency = 'MONTHLY' where frequency = 'SOMETIMES'")
                .update();
        clock.advance(Duration.ofMinutes(6));
        await().atMost(Duration.ofSeconds(20)).until(() -> signed() == 3);
    }

    private long signed() {
        return database.sql("select count(*) from mission where account_id = ? and status = 'SIGNED'")
                .param(agency.id().value())
                .query(Long.class)
                .single();
    }

    @Test
    @DisplayName("P-24 the calendar before anything is saved, past occurrences included")
    void preview() {
        var offering = offering(10, false);
        clock.setTo("2027-09-15T10:00");

        var preview = ok(post(
                "/api/missions/calendar",
                mission("2027-01-01", "2027-12-31", repeated(offering, "MONTHLY", "2027-01-30"))));

        assertThat(preview.get("atOnce").asInt()).isEqualTo(8);
        assertThat(preview.get("calendar")).hasSize(12);
        assertThat(preview.get("calendar").get(8).get("createdOn").asText()).isEqualTo("2027-09-20");
        assertThat(missions()).isZero();
    }

    @Test
    @DisplayName("P-12 another account's mission does not exist")
    void anotherAccounts() {
        var number = saved(mission("2026-09-01", "2026-12-31", repeated(offering(10, false), "MONTHLY", "2026-09-26")));
        agent = given.agentOf(given.accountWith(AccountOption.MISSIONS));

        assertRefused(as(agent).getForEntity("/api/missions/" + number, JsonNode.class), 404, "mission-unknown");
        assertRefused(post("/api/missions/" + number + "/signature", Map.of()), 404, "mission-unknown");
        assertRefused(post("/api/missions/" + number + "/stop", Map.of()), 404, "mission-unknown");
    }

    private long missions() {
        return database.sql("select count(*) from mission where account_id = ?")
                .param(agency.id().value())
                .query(Long.class)
                .single();
    }
}
