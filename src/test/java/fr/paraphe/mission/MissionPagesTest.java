package fr.paraphe.mission;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.StaffRole;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Visitor;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The console's pages, as an agent walks through them. */
class MissionPagesTest extends MissionScenario {

    private static final Pattern FEED = Pattern.compile("http://[^<]+(/calendars/[A-Za-z0-9_-]+\\.ics)");

    @Test
    @DisplayName("P-01, P-12, P-15, P-16 from a ready-made offering to a signed mission, with the calendar before it")
    void fromOfferingToMission() {
        clock.setTo("2027-09-15T10:00");
        var agentsPage = agent();
        agentsPage.submit("/console/offerings/ready-made/vat-documents", Map.of());
        assertThat(agentsPage.get("/console/offerings").body())
                .contains("Rappel TVA", "Déclarations fiscales", "10 jours avant");
        var offering = list(read("/api/offerings")).get(0).get("id").asText();

        assertThat(agentsPage.get("/console/missions/new?client=" + client).body())
                .contains(client, "Rappel TVA", "2027-09-25", "Tapez des mots de son nom ou de sa référence");
        assertThat(agentsPage.get("/console/missions/clients?client=dup").body())
                .contains(client, "Dupont SARL");
        assertThat(agentsPage.get("/console/missions/clients?client=sarl").body())
                .contains(client, "Dupont SARL");
        assertThat(agentsPage.get("/console/missions/clients?client=dur").body())
                .doesNotContain("Dupont SARL");
        var form = new HashMap<>(Map.of(
                "client", client,
                "name", "Exercice 2027",
                "start", "2027-01-01",
                "end", "2027-12-31",
                "offerings[0].offering", offering,
                "offerings[0].frequency", "MONTHLY",
                "offerings[0].firstDue", "2027-01-30"));
        assertThat(agentsPage.submit("/console/missions/new", form).body())
                .contains("8 échéances", "30/08/2027", "20/09/2027", "Partir de la prochaine échéance");
        assertThat(list(read("/api/missions").get("rows"))).isEmpty();

        form.put("action", "next");
        assertThat(agentsPage.submit("/console/missions/new", form).body())
                .contains("Rien ne sera créé dès la signature", "value=\"2027-09-30\"");
        form.put("action", "save");
        var page = location(agentsPage.submit("/console/missions/new", form));
        assertThat(agentsPage.get(page).body()).contains("Sauvegardée", "Dupont SARL", "8 échéances");
        agentsPage.submit(page + "/signature", Map.of());

        var number = page.substring(page.lastIndexOf('/') + 1);
        jobs.runDue(number);
        assertThat(agentsPage.get(page).body()).contains("Signée", "8 occurrences créées", "20/09/2027 08:00");
        assertThat(agentsPage.get("/console/missions").body()).contains(number, "Exercice 2027");
    }

    @Test
    @DisplayName(
            "P-08 P-15 started from the next due date, the 30th of September, what is due on the 31st comes back to it")
    void fromNextDueDate() {
        clock.setTo("2027-09-15T10:00");
        var offering = String.valueOf(offering(10, false));
        var form = new HashMap<>(Map.of(
                "client", client,
                "name", "Exercice 2027",
                "start", "2027-01-01",
                "end", "2027-12-31",
                "offerings[0].offering", offering,
                "offerings[0].frequency", "MONTHLY",
                "offerings[0].firstDue", "2027-01-31",
                "action", "next"));
        assertThat(agent().submit("/console/missions/new", form).body())
                .contains(
                        "value=\"2027-09-30\"",
                        "name=\"offerings[0].dueDay\" value=\"31\"",
                        "31/10/2027",
                        "31/12/2027");

        form.putAll(Map.of(
                "offerings[0].firstDue", "2027-09-30",
                "offerings[0].shown", "2027-09-30",
                "offerings[0].dueDay", "31",
                "action", "save"));
        var page = location(agent().submit("/console/missions/new", form));

        var mission = read("/api/missions/" + page.substring(page.lastIndexOf('/') + 1));
        assertThat(list(mission.get("calendar")).stream()
                        .map(one -> one.get("dueOn").asText()))
                .containsExactly("2027-09-30", "2027-10-31", "2027-11-30", "2027-12-31");
    }

    @Test
    @DisplayName("P-08 P-15 another first due date than the one that the page moved tells its day itself")
    void typedAfterwards() {
        clock.setTo("2027-02-15T10:00");
        var form = new HashMap<>(Map.of(
                "client", client,
                "name", "Exercice 2027",
                "start", "2027-01-01",
                "end", "2027-05-31",
                "offerings[0].offering", String.valueOf(offering(10, false)),
                "offerings[0].frequency", "MONTHLY",
                "offerings[0].firstDue", "2027-04-30",
                "offerings[0].shown", "2027-01-31",
                "offerings[0].dueDay", "31",
                "action", "save"));

        var page = location(agent().submit("/console/missions/new", form));

        assertThat(list(read("/api" + page.substring("/console".length())).get("calendar")).stream()
                        .map(one -> one.get("dueOn").asText()))
                .containsExactly("2027-04-30", "2027-05-30");
    }

    @Test
    @DisplayName("P-15 what the form shows is saved: a first due date follows the start only where the page shows it")
    void savedAsShown() {
        clock.setTo("2026-11-25T10:00");
        var form = new HashMap<>(Map.of(
                "client", client,
                "name", "Paie",
                "start", "2026-01-01",
                "end", "2026-12-31",
                "offerings[0].offering", String.valueOf(offering(10, false)),
                "offerings[0].frequency", "MONTHLY",
                "offerings[0].suggested", "2026-12-06",
                "offerings[0].firstDue", "2026-12-06"));
        assertThat(agent().submit("/console/missions/new", form).body())
                .contains("name=\"offerings[0].firstDue\" value=\"2026-01-11\"");

        form.put("action", "save");
        var page = location(agent().submit("/console/missions/new", form));

        var mission = read("/api" + page.substring("/console".length()));
        assertThat(mission.get("lines").get(0).get("firstDue").asText()).isEqualTo("2026-12-06");
        assertThat(mission.get("atOnce").asInt()).isZero();
        form.put("offerings[0].firstDue", "");
        assertThat(agent().submit(page + "/change", form).body())
                .contains("Indiquez la première échéance.", "name=\"offerings[0].firstDue\" value=\"2026-01-11\"");
    }

    @Test
    @DisplayName("P-14 P-15 what never comes back has no next due date: the calendar stays as it is")
    void nothingToStartFrom() {
        clock.setTo("2027-09-15T10:00");
        var form = Map.of(
                "client", client,
                "name", "Exercice 2027",
                "start", "2027-01-01",
                "end", "2027-12-31",
                "offerings[0].offering", String.valueOf(offering(10, false)),
                "offerings[0].frequency", "NEVER",
                "offerings[0].firstDue", "2027-01-11",
                "offerings[0].quantity", "2",
                "action", "next");

        assertThat(agent().submit("/console/missions/new", form).body()).contains("Rappel TVA 2/2", "25/09/2027");
    }

    @Test
    @DisplayName("P-13 what is wrong stands beside its field, and what was typed is still there")
    void wrongValues() {
        var offering = String.valueOf(offering(10, false));
        var form = Map.of(
                "client", client,
                "name", "Mon exercice",
                "start", "2027-12-31",
                "end", "2027-01-01",
                "offerings[0].offering", offering,
                "offerings[0].frequency", "NEVER",
                "offerings[0].quantity", "0",
                "action", "save");

        var answer = agent().submit("/console/missions/new", form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("La fin précède le début.", "Mon exercice", "quantité de 1 à 100", "value=\"2027-12-31\"");
        var half = new HashMap<>(form);
        half.put("offerings[0].quantity", "1.5");
        assertThat(agent().submit("/console/missions/new", half).body())
                .contains("quantité de 1 à 100", "value=\"1.5\"");
        half.put("client", "Dupont");
        half.putAll(Map.of("end", "2028-01-01", "offerings[0].quantity", "1"));
        assertThat(agent().submit("/console/missions/new", half).body()).contains("id=\"client-error\"");
        assertThat(agent().submit("/console/offerings/new", Map.of("title", "À moitié", "leadDays", "2.5"))
                        .body())
                .contains(
                        "À moitié",
                        "Donnez un délai de 0 à 366 jours.",
                        "Choisissez une catégorie.",
                        "au moins une demande");
    }

    @Test
    @DisplayName(
            "P-18 \"Tâches\": by client, state and period, with the progress of each client; a request is closed there")
    void tasksPage() {
        var number = signed(mission("2026-01-01", "2026-12-31", repeated(offering(10, true), "MONTHLY", "2026-07-30")));
        assertThat(created(number)).hasSize(2);
        var page = agent();

        assertThat(page.get("/console/tasks").body())
                .contains(
                        "4 en tout",
                        "Rappel TVA 07/2026",
                        "Rappel TVA 08/2026",
                        "Avancement par client",
                        "Dupont SARL");
        assertThat(page.get("/console/tasks?kind=REQUEST&to=2026-08-01").body())
                .contains("1 en tout", "Rappel TVA 07/2026")
                .doesNotContain("Rappel TVA 08/2026");
        assertThat(page.get("/console/tasks?state=DONE").body()).contains("Aucune tâche ni demande");

        var request = tasks("REQUEST").get(0).get("number").asText();
        assertThat(page.get("/console/tasks/" + request).body()).contains(REQUEST, "Clore la demande");
        page.submit("/console/tasks/" + request + "/closing", Map.of());
        assertThat(page.get("/console/tasks/" + request).body()).contains("La demande est close", "Camille Durand");
    }

    @Test
    @DisplayName("P-20 a signed mission is changed, unsigned and stopped on its page")
    void changedOnThePage() {
        var offering = offering(10, false);
        var number = signed(mission("2026-01-01", "2026-12-31", repeated(offering, "MONTHLY", "2026-08-30")));
        var page = agent();
        var here = "/console/missions/" + number;
        var version =
                "name=\"version\" value=\"" + read("/api/missions/" + number).get("version") + "\"";
        assertThat(page.get(here + "/change").body())
                .contains("value=\"2026-08-30\"", "ce qui est créé reste", version);
        var form = new HashMap<>(Map.of(
                "client", client,
                "name", "Exercice",
                "start", "2026-01-01",
                "end", "2026-12-31",
                "offerings[0].offering", String.valueOf(offering),
                "offerings[0].frequency", "QUARTERLY",
                "offerings[0].firstDue", "2026-09-30"));

        form.put("version", "1");
        var late = page.submit(here + "/change", form);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("vient de changer", "value=\"2026-09-30\"", version);
        form.remove("version");
        assertThat(location(page.submit(here + "/change", form))).endsWith(number);
        assertThat(page.get(here).body()).contains("Chaque trimestre", "30/09/2026", "30/12/2026", "30/08/2026");
        page.submit(here + "/unsigning", Map.of());
        assertThat(page.get(here).body()).contains("Signature retirée", "Passer à");
        page.submit(here + "/stop", Map.of());
        assertThat(page.get(here).body()).contains("Arrêtée").doesNotContain("Passer à");
    }

    @Test
    @DisplayName("P-20, P-24 what a change would create is shown before it is saved, what is created at once included")
    void previewOfAChange() {
        var offering = String.valueOf(offering(10, false));
        var added = String.valueOf(offering("Paie", 10, false));
        var number = signed(
                mission("2026-01-01", "2026-12-31", repeated(Long.parseLong(offering), "MONTHLY", "2026-08-30")));

        var shown = agent().submit(
                        "/console/missions/" + number + "/change",
                        Map.of(
                                "action", "preview",
                                "name", "Exercice",
                                "start", "2026-01-01",
                                "end", "2026-12-31",
                                "offerings[0].offering", offering,
                                "offerings[0].frequency", "QUARTERLY",
                                "offerings[0].firstDue", "2026-10-31",
                                "offerings[1].offering", added,
                                "offerings[1].frequency", "MONTHLY",
                                "offerings[1].firstDue", "2026-07-31"));

        assertThat(shown.body())
                .contains(
                        "2 échéances sont passées ou proches : elles seront créées aussitôt",
                        "Paie 08/2026",
                        "Aussitôt")
                .contains("Rappel TVA 08/2026", "Rappel TVA T4 2026", "31/10/2026")
                .doesNotContain("Rappel TVA 09/2026");
        assertThat(list(view(number).get("lines"))).hasSize(1);
        assertThat(list(view(number).get("history")).get(0).get("what").asText())
                .isEqualTo("CREATED");
    }

    @Test
    @DisplayName("P-15, P-20 a change of a signed mission that creates something at once asks first, and offers a way")
    void askedBeforeAtOnce() {
        clock.setTo("2026-11-26T10:00");
        var kept = offering("Paie", 10, false);
        var number = signed(mission("2026-01-01", "2026-12-31", repeated(kept, "MONTHLY", "2026-10-31")));
        var form = changeOf(kept, "2026-10-31", offering(10, false), "2026-01-11");
        var page = agent();
        var here = "/console/missions/" + number;

        var asked = page.submit(here + "/change", form);
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body())
                .contains(
                        "11 échéances sont passées ou proches",
                        "La modification n’est pas encore sauvegardée.",
                        "Partir de la prochaine échéance",
                        "name=\"confirmed\" value=\"11\"");
        assertThat(list(view(number).get("lines"))).hasSize(1);

        form.put("action", "next");
        assertThat(page.submit(here + "/change", form).body())
                .contains("Rien ne sera créé aussitôt", "value=\"2026-12-11\"", "value=\"2026-10-31\"");

        form.put("action", "save");
        form.put("confirmed", "10");
        assertThat(page.submit(here + "/change", form).statusCode()).isEqualTo(200);
        form.put("confirmed", "11");
        assertThat(location(page.submit(here + "/change", form))).isEqualTo(here);
        jobs.runDue(number);
        assertThat(created(number)).hasSize(13);
    }

    @Test
    @DisplayName("P-08 the page says that missions keep their lead time, and shows a mission's own")
    void anotherLeadTime() {
        agent().submit("/console/offerings/ready-made/vat-documents", Map.of());
        var offering = list(read("/api/offerings")).get(0);
        var id = offering.get("id").asText();
        var number = saved(mission("2026-01-01", "2026-12-31", repeated(Long.parseLong(id), "MONTHLY", "2026-11-30")));
        var page = agent();

        page.submit(
                "/console/offerings/" + id,
                Map.of(
                        "category", offering.get("category").get("id").asText(),
                        "title", "Rappel TVA",
                        "deliverable", "VAT_RETURN",
                        "leadDays", "20",
                        "items[0].kind", "TASK",
                        "items[0].text", TASK));

        assertThat(page.get("/console/offerings").body()).contains("gardent leur délai", "20 jours avant");
        assertThat(page.get("/console/missions/" + number + "/change").body())
                .contains("10 jours avant")
                .doesNotContain("20 jours avant");
        assertThat(page.get("/console/missions/new").body()).contains("20 jours avant");
    }

    @Test
    @DisplayName("P-15 a mission that was saved by another door starts from the next due dates, too")
    void changedBeforeSigning() {
        clock.setTo("2027-09-15T10:00");
        var monthly = offering(10, false);
        var yearly = offering("Bilan", 10, false);
        var number = saved(mission(
                "2027-01-01",
                "2027-12-31",
                repeated(monthly, "MONTHLY", "2027-01-31"),
                repeated(yearly, "YEARLY", "2027-10-31")));
        var form = changeOf(monthly, "2027-01-31", yearly, "2027-10-31");
        form.put("action", "preview");
        var page = agent();
        var here = "/console/missions/" + number;

        assertThat(page.submit(here + "/change", form).body())
                .contains("8 échéances", "Partir de la prochaine échéance")
                .doesNotContain("name=\"confirmed\"");
        form.put("action", "next");
        assertThat(page.submit(here + "/change", form).body())
                .contains("value=\"2027-09-30\"", "].dueDay\" value=\"31\"", "value=\"2027-10-31\"");
    }

    private static Map<String, String> changeOf(long one, String firstDue, long other, String firstDueOfOther) {
        var form = new HashMap<String, String>();
        form.putAll(Map.of("name", "Exercice", "start", firstDue.substring(0, 4) + "-01-01"));
        form.putAll(Map.of("end", firstDue.substring(0, 4) + "-12-31", "action", "save"));
        form.putAll(Map.of("offerings[0].offering", String.valueOf(one), "offerings[0].frequency", "MONTHLY"));
        form.putAll(Map.of("offerings[0].firstDue", firstDue, "offerings[1].offering", String.valueOf(other)));
        form.putAll(Map.of("offerings[1].frequency", "MONTHLY", "offerings[1].firstDue", firstDueOfOther));
        return form;
    }

    @Test
    @DisplayName("P-02 an offering that no mission has is removed; one that a mission has stays")
    void removedOffering() {
        var unused = offering("Inutile", 10, false);
        var used = offering(10, false);
        saved(mission("2026-01-01", "2026-12-31", repeated(used, "MONTHLY", "2026-08-30")));
        var page = agent();

        assertThat(location(page.submit("/console/offerings/" + unused + "/removal", Map.of())))
                .isEqualTo("/console/offerings");
        assertThat(page.get("/console/offerings").body()).contains("« Inutile » est supprimée");
        assertThat(location(page.submit("/console/offerings/" + used + "/removal", Map.of())))
                .isEqualTo("/console/offerings/" + used);
        assertThat(page.get("/console/offerings/" + used).body()).contains("Une mission utilise cette prestation");
        assertThat(list(read("/api/offerings"))).hasSize(1);
    }

    @Test
    @DisplayName("P-18 missions and tasks by words of a client's name, and by the person whose they are")
    void byClientAndPerson() {
        var colleague = given.agentOf(agency);
        clientMail = "contact@durand.fr";
        signed(mission("2026-01-01", "2026-12-31", repeated(offering(10, true), "MONTHLY", "2026-08-30")));
        client = given.client(agency, "Durand SAS", clientMail);
        var number = signed(mission("2026-01-01", "2026-12-31", repeated(offering(10, true), "MONTHLY", "2026-08-30")));
        var page = agent();

        assertThat(page.get("/console/missions?text=dura").body())
                .contains("Durand SAS")
                .doesNotContain("Dupont SARL");
        assertThat(page.get("/console/tasks?text=dura&kind=TASK").body())
                .contains("1 en tout", "Durand SAS")
                .doesNotContain("Dupont SARL");
        assertThat(list(read("/api/missions?text=dura").get("rows"))).hasSize(1);
        assertThat(view(number).get("clientName").asText()).isEqualTo("Durand SAS");

        var task = list(read("/engine-rest/task?taskDefinitionKey=DoTask&sortBy=created&sortOrder=desc"))
                .get(0);
        var taken = as(colleague)
                .postForEntity(
                        "/engine-rest/task/" + task.get("id").asText() + "/claim",
                        Map.of("userId", colleague),
                        Void.class);
        assertThat(taken.getStatusCode().value()).isEqualTo(204);
        assertThat(page.get("/console/tasks?assignee=" + colleague).body()).contains("1 en tout");
        as(colleague).postForEntity("/engine-rest/task/" + task.get("id").asText() + "/unclaim", Map.of(), Void.class);
        assertThat(page.get("/console/tasks?assignee=" + colleague).body()).contains("Aucune tâche");
    }

    @Test
    @DisplayName("P-24 many clients by a filter: counted, shown with the calendar, saved")
    void manyClients() {
        given.client(agency, "Durand SAS", "a@durand.fr");
        var offering = String.valueOf(offering(10, false));
        var form = new HashMap<>(Map.of(
                "client", "du",
                "name", "Exercice",
                "start", "2026-09-01",
                "end", "2026-12-31",
                "offerings[0].offering", offering,
                "offerings[0].frequency", "MONTHLY",
                "offerings[0].firstDue", "2026-10-30"));

        assertThat(agent().submit("/console/missions/many", form).body()).contains("2 clients", "30/10/2026");
        form.put("action", "save");
        assertThat(location(agent().submit("/console/missions/many", form))).endsWith("/console/missions");
        assertThat(list(read("/api/missions").get("rows"))).hasSize(2);
    }

    @Test
    @DisplayName("P-16, P-24 a double click on \"Sauvegarder\" saves one mission, or one for each client")
    void doubleClick() throws Exception {
        given.client(agency, "Durand SAS", "a@durand.fr");
        var offering = String.valueOf(offering(10, false));
        var form = new HashMap<>(Map.of(
                "client", client,
                "name", "Exercice",
                "start", "2026-09-01",
                "end", "2026-12-31",
                "offerings[0].offering", offering,
                "offerings[0].frequency", "MONTHLY",
                "offerings[0].firstDue", "2026-10-30",
                "action", "save",
                "idempotencyKey", "one"));
        var page = agent();

        var saved = atOnce(2, () -> location(page.submit("/console/missions/new", form)));
        assertThat(saved.get(1)).isEqualTo(saved.get(0));
        assertThat(list(read("/api/missions").get("rows"))).hasSize(1);

        form.putAll(Map.of("client", "du", "idempotencyKey", "another"));
        atOnce(2, () -> location(page.submit("/console/missions/many", form)))
                .forEach(next -> assertThat(next).endsWith("/console/missions"));
        assertThat(list(read("/api/missions").get("rows"))).hasSize(3);

        form.put("name", "Un autre exercice");
        page.submit("/console/missions/many", form);
        assertThat(list(read("/api/missions").get("rows"))).hasSize(5);
    }

    @Test
    @DisplayName("P-24 the due dates as iCalendar by a secret address, which another one replaces")
    void calendarFeed() {
        signed(mission(
                "2026-01-01", "2026-12-31", repeated(offering("Rappel, TVA", 10, false), "MONTHLY", "2026-08-30")));
        var page = agent();
        var address = newFeed(page);

        var calendar = Visitor.at(port).get(address);

        assertThat(calendar.statusCode()).isEqualTo(200);
        assertThat(calendar.headers().firstValue("Content-Type")).hasValue("text/calendar;charset=UTF-8");
        assertThat(calendar.body())
                .startsWith("BEGIN:VCALENDAR\r\n")
                .endsWith("END:VCALENDAR\r\n")
                .contains("SUMMARY:Dupont SARL – Rappel\\, TVA 08/2026\r\n", "DTSTART;VALUE=DATE:20260930\r\n");
        assertThat(calendar.body().split("BEGIN:VEVENT")).hasSize(6);
        newFeed(page);
        assertThat(Visitor.at(port).get(address).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("P-12 who may not change missions sees them, without the buttons that would")
    void onlyToRead() {
        var offering = offering(10, false);
        var number = signed(mission("2026-01-01", "2026-12-31", repeated(offering, "MONTHLY", "2026-08-30")));
        var request = tasks("REQUEST").get(0).get("number").asText();
        var pages = Map.of(
                "/console/missions",
                "/console/missions/new",
                "/console/missions/" + number,
                "/console/missions/" + number + "/change",
                "/console/offerings",
                "/console/offerings/new",
                "/console/tasks/" + request,
                "/console/tasks/" + request + "/closing");
        pages.forEach(
                (page, change) -> assertThat(agent().get(page).body()).as(page).contains(change));

        agent = given.staffOf(agency, false, StaffRole.SIGNATORY);

        pages.forEach((page, change) -> assertThat(agent().get(page).body())
                .as(page)
                .contains("Missions", "Tâches")
                .doesNotContain(change, "<button id=\"sign\"", "method=\"post\" action=\"/console"));
        for (var form :
                List.of("/missions/new", "/missions/many", "/missions/" + number + "/change", "/offerings/new")) {
            assertThat(agent().get("/console" + form).statusCode()).as(form).isEqualTo(403);
        }
    }

    @Test
    @DisplayName("P-04 without the module each page says whom to contact")
    void moduleOff() {
        agency = given.anyAccount();
        agent = given.agentOf(agency);

        for (var page : new String[] {"/console/missions", "/console/offerings", "/console/tasks"}) {
            var answer = agent().get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(403);
            assertThat(answer.body()).as(page).contains("Contactez le support");
        }
    }

    @Test
    @DisplayName("P-04 who sees several accounts gets the first with the module")
    void moduleElsewhere() {
        var home = given.anyAccount();
        agent = given.staffOf(home, false, StaffRole.SUPPORT);

        for (var page : new String[] {"/console/missions", "/console/offerings", "/console/tasks"}) {
            assertThat(agent().get(page).statusCode()).as(page).isEqualTo(200);
        }
        assertThat(agent().get("/console/offerings?account=" + home.code()).statusCode())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("P-15 what is due is being created: the next creation that is told lies ahead")
    void nextCreation() {
        clock.setTo("2027-09-15T10:00");
        var number = saved(mission("2027-01-01", "2027-12-31", repeated(offering(10, false), "MONTHLY", "2027-01-30")));
        sign(number);

        assertThat(agent().get("/console/missions/" + number).body()).doesNotContain("Prochaine création");
        jobs.runDue(number);
        assertThat(agent().get("/console/missions/" + number).body())
                .contains("Prochaine création", "20/09/2027 08:00");
    }

    private String newFeed(Visitor page) {
        page.submit("/console/missions/feed", Map.of());
        var address = FEED.matcher(page.get("/console/missions").body());
        assertThat(address.find()).isTrue();
        return address.group(1);
    }

    private Visitor agent() {
        var visitor = Visitor.at(port);
        visitor.login(agent, Given.PASSWORD);
        return visitor;
    }

    private static String location(HttpResponse<?> answer) {
        var location = answer.headers().firstValue("Location").orElse("no redirect: " + answer.statusCode());
        return location.replaceFirst("^http://[^/]+", "");
    }
}
