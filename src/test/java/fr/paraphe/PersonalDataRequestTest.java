package fr.paraphe;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.StaffRole;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Visitor;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** Requests about personal data, and the archive of what is known about a person. */
class PersonalDataRequestTest extends PersonalDataScenario {

    @Test
    @DisplayName("§5 the archive holds what is known about the person, of each kind, and nothing of anybody else")
    void archive() throws IOException {
        var mine = beans.createBean(OneOfEach.class).make();
        var others = beans.createBean(OneOfEach.class).make();
        var number = mine.id("/personal-data-requests/{number}");

        var archive = archive(mine.owner, number);

        var data = archive.get("data.json");
        assertThat(data).contains(mine.mail, mine.id("/contracts/{reference}"), "contract_event", number);
        assertThat(data).doesNotContain(others.mark, "invite." + mine.mail, "compta." + mine.mail, "{bcrypt}");
        assertThat(archive.get("index.html"))
                .contains("<h1>", "archive.css", mine.mail, number)
                .contains("Adresse e-mail", "Déposé le", "16/09/2026 10:00:00")
                .doesNotContain(others.mark, "partner_id", "must_change_password", "2026-09-16T");
        assertThat(archive.keySet()).contains("documents/" + mine.id("/vault/{document}") + ".pdf");
        assertThat(archive.get("documents/" + mine.id("/vault/{document}") + ".pdf"))
                .startsWith("%PDF");
        var ofClient = archive(mine.owner, requested(mine.owner, "C-" + mine.mark, "ACCESS"));
        assertThat(ofClient.get("data.json")).contains(mine.id("/missions/{number}"), mine.id("/tasks/{number}"));
        var ofInvited = archive(mine.owner, requested(mine.owner, "I-" + mine.mark, "ACCESS"));
        assertThat(ofInvited.get("data.json")).contains("partner-invitation", "\"flow\" : \"invitation\"");
    }

    @Test
    @DisplayName(
            "§5 received on the 31st, a request ends with the shorter month; managers are alerted before and after")
    void month() {
        clock.setTo("2027-01-31T23:30");
        var number = requested(manager, given.anyWorker(agency), "ACCESS");

        assertThat(one(number).path("dueOn").asText()).isEqualTo("2027-02-28");
        clock.setTo("2027-02-20T23:59");
        assertThat(jobs.runDue(number)).isZero();
        clock.setTo("2027-02-21T00:00");
        assertThat(jobs.runDue(number)).isEqualTo(1);
        assertThat(priority(number)).isEqualTo(75);
        assertThat(one(number).path("overdue").asBoolean()).isFalse();
        clock.setTo("2027-03-01T00:00");
        assertThat(jobs.runDue(number)).isEqualTo(1);
        assertThat(priority(number)).isEqualTo(100);
        assertThat(one(number).path("overdue").asBoolean()).isTrue();
        assertThat(post(manager, number, "/extension", Map.of("reason", "Trop de demandes"))
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("§5 extended once, with its reason, a request has three months from its receipt")
    void extension() {
        clock.setTo("2026-11-30T10:00");
        var number = requested(manager, given.anyWorker(agency), "ACCESS");

        assertThat(post(manager, number, "/extension", Map.of("reason", " "))
                        .getStatusCode()
                        .value())
                .isEqualTo(422);
        var extended = post(manager, number, "/extension", Map.of("reason", "Archives papier"));

        assertThat(extended.getBody().path("dueOn").asText()).isEqualTo("2027-02-28");
        assertThat(extended.getBody().path("extendedBecause").asText()).isEqualTo("Archives papier");
        clock.setTo("2027-01-15T10:00");
        assertThat(jobs.runDue(number)).isZero();
        clock.setTo("2027-02-21T00:00");
        assertThat(jobs.runDue(number)).isEqualTo(1);
        assertThat(post(manager, number, "/extension", Map.of("reason", "Encore"))
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("§5 twice the same request is one; unknown people, agents and other accounts are refused")
    void refused() {
        var person = given.anyWorker(agency);
        var number = requested(manager, person, "ACCESS");

        var again = request(manager, person, "ACCESS");
        assertThat(again.getStatusCode().value()).isEqualTo(409);
        assertThat(again.getBody().path("number").asText()).isEqualTo(number);
        assertThat(request(manager, "nobody", "ACCESS").getStatusCode().value()).isEqualTo(404);
        assertThat(request(given.agentOf(agency), person, "ACCESS")
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        var stranger = given.staffOf(given.anyAccount(), false, StaffRole.MANAGER);
        for (var path : new String[] {"", "/archive"}) {
            assertThat(exchange(stranger, HttpMethod.GET, "/api/personal-data-requests/" + number + path, null)
                            .getStatusCode()
                            .value())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(post(stranger, number, "/answer", Map.of("answer", "DONE"))
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("§5 managers and support have a request in their Tasklist; an agent sees neither task nor instance")
    void confidential() {
        var number = requested(manager, given.anyWorker(agency), "ACCESS");
        var support = given.staffOf(given.anyAccount(), false, StaffRole.SUPPORT);
        var agent = given.agentOf(agency);

        for (var path : new String[] {
            "/engine-rest/task?processInstanceBusinessKey=",
            "/engine-rest/process-instance?businessKey=",
            "/engine-rest/history/process-instance?processInstanceBusinessKey="
        }) {
            assertThat(found(manager, path + number)).as(path).isOne();
            assertThat(found(support, path + number)).as(path).isOne();
            assertThat(found(agent, path + number)).as(path).isZero();
        }
        assertThat(found(agent, "/engine-rest/process-definition?latestVersion=true&key=relaunch"))
                .isOne();
        assertThat(found(agent, "/engine-rest/process-definition?latestVersion=true&key=personal-data-request"))
                .isZero();
    }

    @Test
    @DisplayName(
            "§5 of many requests the list shows fifty at a time: open ones by their last day, then the latest answered")
    void pages() {
        var answered = requested(manager, given.anyWorker(agency), "ACCESS");
        post(manager, answered, "/answer", Map.of("answer", "DONE"));
        clock.advance(Duration.ofDays(1));
        var later = IntStream.range(0, 25).mapToObj(n -> requestedOfAnyone()).toList();
        clock.advance(Duration.ofDays(-1));
        var sooner = IntStream.range(0, 25).mapToObj(n -> requestedOfAnyone()).toList();

        var first = exchange(manager, HttpMethod.GET, "/api/personal-data-requests", null)
                .getBody();
        var numbers = first.path("requests").findValuesAsText("number");
        assertThat(numbers).hasSize(50).doesNotContain(answered);
        assertThat(numbers.subList(0, 25)).containsExactlyInAnyOrderElementsOf(sooner);
        assertThat(numbers.subList(25, 50)).containsExactlyInAnyOrderElementsOf(later);
        var next = first.path("next").asText();
        var rest = exchange(manager, HttpMethod.GET, "/api/personal-data-requests?after=" + next, null)
                .getBody();
        assertThat(rest.path("requests").findValuesAsText("number")).containsExactly(answered);
        assertThat(rest.has("next")).isFalse();

        var page = "/console/personal-data-requests?state=";
        assertThat(html(page)).contains(page + "&amp;after=" + next);
        assertThat(html(page + "&after=" + next)).contains(answered, "rel=\"prev\"");
    }

    private String requestedOfAnyone() {
        return requested(manager, given.anyWorker(agency), "ACCESS");
    }

    private String html(String page) {
        return http.withBasicAuth(manager, Given.PASSWORD).getForObject(page, String.class);
    }

    private int found(String user, String path) {
        return exchange(user, HttpMethod.GET, path, null).getBody().size();
    }

    @Test
    @DisplayName("§5 the archive goes thirty days after its request was answered; each fetching is noted")
    void archiveExpires() throws IOException {
        var number = requested(manager, given.anyWorker(agency), "ACCESS");
        archive(manager, number);
        post(manager, number, "/answer", Map.of("answer", "DONE"));
        assertThat(one(number).path("state").asText()).isEqualTo("DONE");
        assertThat(one(number).path("events").findValuesAsText("what"))
                .containsExactly("RECEIVED", "HANDED_OVER", "DONE");

        clock.advance(Duration.ofDays(30));

        assertThat(exchange(manager, HttpMethod.GET, "/api/personal-data-requests/" + number + "/archive", null)
                        .getStatusCode()
                        .value())
                .isEqualTo(410);
    }

    @Test
    @DisplayName("§5 the console lists the requests, opens one for a person and shows what is kept")
    void console() {
        var person = given.anyWorker(agency);
        var browser = Visitor.at(port);
        browser.login(manager, Given.PASSWORD);
        var page = "/console/personal-data-requests";

        var opened = browser.submit(page, page, Map.of("partner", person, "kind", "ERASURE", "receivedOn", ""));

        var place = opened.headers().firstValue("Location").orElse("none: " + opened.statusCode());
        var number = place.substring(place.lastIndexOf('/') + 1);
        assertThat(browser.get(page).body()).contains(number, person, "Effacement");
        assertThat(browser.get(page + "/" + number).body()).contains("Gel juridique", "tout peut être effacé");
        assertThat(browser.get(page + "/step?task=" + taskOf(number)).headers().firstValue("Location"))
                .hasValueSatisfying(step -> assertThat(step).endsWith("/step/" + number));
        var step = page + "/step/" + number;
        browser.submit(step, step, Map.of("answer", "DONE"));
        assertThat(one(number).path("state").asText()).isEqualTo("DONE");
        assertThat(browser.submit(page, page, Map.of("partner", "nobody", "kind", "ACCESS", "receivedOn", ""))
                        .statusCode())
                .isEqualTo(404);
    }

    private @Nullable String taskOf(String number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId();
    }

    private int priority(String number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getPriority();
    }
}
