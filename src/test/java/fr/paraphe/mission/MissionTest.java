package fr.paraphe.mission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.AccountOption;
import fr.paraphe.account.StaffRole;
import fr.paraphe.partner.PartnerKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;

/** Missions, of one client or of many: saved, signed by people at once, changed, stopped, and whose they are. */
class MissionTest extends MissionScenario {

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
    @DisplayName(
            "P-20 two people change a mission at once: the second learns of it instead of undoing the first's change")
    void lostChange() {
        var line = repeated(offering(10, false), "MONTHLY", "2027-01-31");
        var path = "/api/missions/" + saved(mission("2027-01-01", "2027-12-31", line));
        var first = mission("2027-01-01", "2027-12-31", line);
        first.put("name", "Exercice A");
        first.put("version", read(path).get("version"));
        var second = new HashMap<>(first);
        second.put("name", "Exercice B");

        ok(send(HttpMethod.PUT, path, first));
        assertRefused(send(HttpMethod.PUT, path, second), 409, "mission-changed-meanwhile");
        assertThat(read(path).get("name").asText()).isEqualTo("Exercice A");
        second.put("version", read(path).get("version"));
        ok(send(HttpMethod.PUT, path, second));
        assertThat(read(path).get("name").asText()).isEqualTo("Exercice B");
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
    @DisplayName("P-12 another account's mission does not exist")
    void anotherAccounts() {
        var number = saved(mission("2026-09-01", "2026-12-31", repeated(offering(10, false), "MONTHLY", "2026-09-26")));
        agent = given.agentOf(given.accountWith(AccountOption.MISSIONS));

        assertRefused(as(agent).getForEntity("/api/missions/" + number, JsonNode.class), 404, "mission-unknown");
        assertRefused(post("/api/missions/" + number + "/signature", Map.of()), 404, "mission-unknown");
        assertRefused(post("/api/missions/" + number + "/stop", Map.of()), 404, "mission-unknown");
    }
}
