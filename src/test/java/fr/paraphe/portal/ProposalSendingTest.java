package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.paraphe.message.DueSending;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

class ProposalSendingTest extends ProposalScenario {

    @Autowired
    DueSending sending;

    @Test
    @DisplayName(
            "S-01 mail, company, lead source; a location if the account has more than one: all that is missing is named")
    void whatASendingTakes() {
        accountSettings.locate(agency.id(), "Bellecour");
        var number = prepared();
        var nothing = send(number, Map.of());
        assertThat(wrongFields(nothing)).containsExactlyInAnyOrder("mail", "company", "leadSource");
        assertThat(nothing.getBody().path("errors").findValuesAsText("message"))
                .contains("Saisissez la raison sociale.")
                .noneMatch(message -> message.contains("émoji"));
        assertThat(status(number)).isEqualTo("READY");

        accountSettings.locate(agency.id(), "Part-Dieu");
        var recipient = recipient(anyMail(), "DUPONT");
        assertThat(wrongFields(send(number, recipient))).containsExactly("location");
        recipient.put("location", "Confluence");
        assertThat(wrongFields(send(number, recipient))).containsExactly("location");
        recipient.put("location", "Part-Dieu");
        assertThat(send(number, recipient).getStatusCode().value()).isEqualTo(200);
        jobs.runDue(number);
        assertThat(view(number).path("location").asText()).isEqualTo("Part-Dieu");
        assertThat(problem(send(number, Map.of()), 409)).contains("déjà envoyé");

        var page = staff(agent).get("/console/proposals/" + prepared()).body();
        assertThat(page).contains("Provenance du lead", "name=\"location\"", "Bellecour");
    }

    @Test
    @DisplayName("S-01 an account with one location is not asked for it")
    void oneLocation() {
        accountSettings.locate(agency.id(), "Bellecour");
        assertThat(staff(agent).get("/console/proposals/" + prepared()).body()).doesNotContain("name=\"location\"");

        assertThat(view(sent(anyMail(), "DUPONT")).path("location").asText()).isEqualTo("Bellecour");
    }

    @Test
    @DisplayName(
            "S-02 S-03 a new client gets the link and, by another mail, codes; the link leads through the password to the contract")
    void newClientComesIn() {
        var address = anyMail();
        var number = sent(address, "DUPONT");
        var link = linkIn(linkMail(address, 1));
        assertThat(text(linkMail(address, 1)))
                .contains("Accéder au contrat", "«\u00a0Contrat de prestation", number, "16/10/2026")
                .contains("vos codes d’accès temporaires, avant ou après celui-ci")
                .doesNotContain(codeIn(codeMail(address)));

        var client = visitor();
        assertThat(location(client.get(link))).endsWith("/portal/login");
        assertThat(location(open(client, address, codeIn(codeMail(address))))).endsWith("/portal/password");
        assertThat(location(client.get("/portal/vault"))).endsWith("/portal/password");
        assertThat(location(choosePassword(client, PASSWORD))).endsWith(link);
        assertThat(location(client.get(link))).endsWith(path(idOfProposal(number)));
        assertThat(client.get("/portal").body()).contains("avec " + agency.name() + ", à signer", number);
        assertThat(client.get(path(idOfProposal(number))).body())
                .contains("<title>Contrat de prestation", ", " + agency.name() + " – Paraphe</title>")
                .contains("<h1>Contrat de prestation", number)
                .contains("Entre " + agency.name() + " et DUPONT, point 5");
    }

    @Test
    @DisplayName(
            "S-03 an existing client gets no codes and finds the next contract, of another operator too, in the same space")
    void existingClient() {
        var address = anyMail();
        sent(address, "DUPONT");
        var client = newClient(address);
        var codes = codeMails(address).size();
        otherOperator();

        var number = sent(address, "DUPONT");

        assertThat(location(client.get(linkIn(linkMail(address, 2))))).endsWith(path(idOfProposal(number)));
        assertThat(codeMails(address)).hasSize(codes);
    }

    @Test
    @DisplayName("S-03 codes expire, are stored hashed, and stand in no message that is kept")
    void codesAreKeptNowhere() {
        var address = anyMail();
        sent(address, "DUPONT");
        var code = codeIn(codeMail(address));
        var token = linkIn(linkMail(address, 1)).replaceFirst(".*/", "");
        assertThat(everythingStored()).doesNotContain(code).doesNotContain(token);

        clock.advance(Duration.ofDays(8));
        assertThat(open(visitor(), address, code).statusCode()).isEqualTo(410);
    }

    @Test
    @DisplayName(
            "S-01 S-08 the engine's own door makes the same checks: no template, another's template, a task without a recipient")
    void enginesDoor() {
        var start = "/engine-rest/process-definition/key/contract-signature/start";
        assertThat(call(agent, HttpMethod.POST, start, Map.of()).getStatusCode().value())
                .isEqualTo(422);
        var mine = template;
        var me = agent;
        otherOperator();
        assertThat(call(agent, HttpMethod.POST, start, variables(mine))
                        .getStatusCode()
                        .value())
                .isEqualTo(404);

        var started = call(me, HttpMethod.POST, start, variables(mine)).getBody();
        var number = started.path("businessKey").asText();
        assertThat(number).matches("S-2026-\\d{6}");
        var task = call(me, HttpMethod.GET, "/engine-rest/task?processInstanceBusinessKey=" + number, null)
                .getBody()
                .get(0);
        var complete = "/engine-rest/task/" + task.path("id").asText() + "/complete";
        assertThat(call(me, HttpMethod.POST, complete, Map.of()).getStatusCode().value())
                .isEqualTo(422);
        assertThat(started.toString()).doesNotContain("@");
    }

    @Test
    @DisplayName("S-07 the lead source is declared; each month's contracts are counted by it, on a page and as CSV")
    void leads() {
        var recipient = recipient(anyMail(), "DUPONT");
        recipient.put("leadSource", "BUREAUX_A_PARTAGER");
        var number = prepared();
        send(number, recipient);
        jobs.runDue(number);
        sent(anyMail(), "DURAND");
        sent(anyMail(), "MARTIN");

        var report = asAgent(HttpMethod.GET, "/api/lead-report?month=2026-09").getBody();
        assertThat(report.findValuesAsText("source")).containsExactly("BUREAUX_A_PARTAGER", "OTHER");
        assertThat(report.findValuesAsText("sent")).containsExactly("1", "2");
        var console = staff(agent);
        assertThat(console.get("/console/leads?month=2026-09").body()).contains("Bureaux À Partager");
        assertThat(console.get("/console/leads/csv?month=2026-09").body())
                .contains("2026-09;" + agency.name() + ";Bureaux À Partager;1;0");
        assertThat(asAgent(HttpMethod.GET, "/api/lead-report?month=2026-10")
                        .getBody()
                        .findValuesAsText("sent"))
                .containsExactly("0", "0");
    }

    @Test
    @DisplayName("S-07 a month begins and ends at midnight in Paris")
    void monthsOfParis() {
        clock.setTo("2026-09-30T23:59:59");
        sent(anyMail(), "DUPONT");
        clock.setTo("2026-10-01T00:00:00"); // in London it is still September
        sent(anyMail(), "DURAND");
        sent(anyMail(), "MARTIN");

        assertThat(others("2026-09")).isEqualTo(1);
        assertThat(others("2026-10")).isEqualTo(2);
        assertThat(others("2026-11")).isZero();
    }

    /** How many contracts were sent in this month to clients who did not come from the marketplace. */
    private int others(String month) {
        var lines = asAgent(HttpMethod.GET, "/api/lead-report?month=" + month).getBody();
        return lines.get(1).path("sent").asInt();
    }

    @Test
    @DisplayName(
            "S-02 the mail server is down while sending: the contract is sent, its mail leaves when the server is back")
    void mailDown() {
        var earlier = anyMail();
        sent(earlier, "MARTIN");
        linkMail(earlier, 1); // over a connection that may be open still, and breaks
        var address = anyMail();
        mailServer.stop();
        String number;
        try {
            number = sent(address, "DUPONT");
            sending.sendDue("proposal");
            assertThat(view(number).path("mail").asText()).isIn("QUEUED", "SENDING");
        } finally {
            mailServer.start();
        }

        await().atMost(PATIENCE).until(() -> {
            clock.advance(Duration.ofMinutes(1)); // an attempt over a broken connection is looked into a while later
            sending.sendDue("proposal");
            return !linkMails(address).isEmpty();
        });
        assertThat(text(linkMail(address, 1))).contains("Accéder au contrat");
    }

    @Test
    @DisplayName("S-01 another account's contracts and templates do not exist")
    void othersDoNotExist() {
        var number = prepared();
        var mine = template;
        otherOperator();

        assertThat(asAgent(HttpMethod.GET, "/api/proposals/" + number)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(send(number, recipient(anyMail(), "DUPONT")).getStatusCode().value())
                .isEqualTo(404);
        assertThat(withdraw(number).getStatusCode().value()).isEqualTo(404);
        assertThat(call(agent, HttpMethod.POST, "/api/proposals", Map.of("template", mine))
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(asAgent(HttpMethod.GET, "/api/proposals").getBody().path("proposals"))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "S-01 from the console: choose a template, complete, correct beside the fields, send; the timeline tells all of it")
    void fromTheConsole() {
        var console = staff(agent);
        assertThat(location(console.submit(
                        "/console/proposal-templates/new",
                        Map.of(
                                "pdf",
                                "false",
                                "name",
                                "Bail",
                                "source",
                                "# Objet\nUn bureau {{loyer}}\n\n# Prix\nRien"))))
                .contains("/console/proposal-templates/");
        var bail = database.sql("select id from proposal_template where account_id = ? and name = 'Bail'")
                .param(agency.id().value())
                .query(Long.class)
                .single();
        assertThat(console.get("/console/proposals").body()).contains("Envoyer pour signature", "Bail");
        var page = location(console.submit("/console/proposals", Map.of("template", bail.toString())));
        var number = page.replaceFirst(".*/", "");
        var address = "/console/proposals/" + number;
        var refused = console.submit(address + "/sending", Map.of("mail", "dupont", "company", "DUPONT"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("adresse mail complète", "value=\"dupont\"", "Indiquez la provenance");
        var mail = anyMail();
        var fields = Map.of(
                "mail", mail, "company", "DUPONT", "leadSource", "OTHER", "language", "en", "entries[loyer]", "100 €");
        assertThat(location(console.submit(address + "/sending", fields))).endsWith(number);
        assertThat(console.get(address).body()).contains("part dans un instant", address + "/leaving");
        assertThat(console.get(address + "/leaving").headers().firstValue("HX-Refresh"))
                .isEmpty();
        jobs.runDue(number);

        assertThat(console.get(address + "/leaving").headers().firstValue("HX-Refresh"))
                .hasValue("true");
        assertThat(console.get(address).body()).contains("Contrat envoyé au client", "Corriger l’adresse", "DUPONT");
        assertThat(text(linkMail(mail, 1))).contains("Open the contract");
        assertThat(console.get("/console/proposals?status=SENT").body()).contains(number);
    }

    private static Map<String, Object> variables(long template) {
        return Map.of("variables", Map.of("template", Map.of("value", template, "type", "Long")));
    }

    /** All texts of all tables that a mail's link or code might have slipped into. */
    private String everythingStored() {
        return database.sql("""
                        select coalesce(string_agg(line, ' '), '') from (
                          select message::text as line from message
                          union all select dispatch_text::text from dispatch_text
                          union all select proposal::text from proposal
                          union all select proposal_link::text from proposal_link
                          union all select proposal_mail::text from proposal_mail
                          union all select proposal_event::text from proposal_event
                          union all select portal_code::text from portal_code
                          union all select portal_code_mail::text from portal_code_mail) stored
                        """).query(String.class).single();
    }
}
