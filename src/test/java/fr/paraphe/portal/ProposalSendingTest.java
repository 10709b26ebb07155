package fr.paraphe.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.StaffRole;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.Visitor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;

class ProposalSendingTest extends ProposalScenario {

    @Test
    @DisplayName(
            "S-01 mail, company, lead source; a location if the account has more than one: all that is missing is named")
    void whatASendingTakes() {
        accountSettings.locate(agency.id(), "Bellecour");
        var number = prepared();
        assertThat(wrongFields(send(number, Map.of()))).containsExactlyInAnyOrder("mail", "company", "leadSource");
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
                .contains("Accéder au contrat", number, "16/10/2026")
                .doesNotContain(codeIn(codeMail(address)));

        var client = visitor();
        assertThat(location(client.get(link))).endsWith("/portal/login");
        assertThat(location(open(client, address, codeIn(codeMail(address))))).endsWith("/portal/password");
        assertThat(location(client.get("/portal/vault"))).endsWith("/portal/password");
        assertThat(location(choosePassword(client, PASSWORD))).endsWith(link);
        assertThat(location(client.get(link))).endsWith(path(idOfProposal(number)));
        assertThat(client.get("/portal").body()).contains("Contrat " + number + " à signer");
        assertThat(client.get(path(idOfProposal(number))).body())
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
        sent("jean-louis" + anyMail(), "DUPONT");
        sent("jldupont" + anyMail(), "DUPONT&DUPONT SAS");
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
    @DisplayName("S-13 follow-ups after 3, 7 and 14 days, expiry after 30, none after the answer")
    void followUps() {
        var address = anyMail();
        var number = sent(address, "DUPONT");
        linkMail(address, 1);
        for (var day : List.of("2026-09-19", "2026-09-23", "2026-09-30")) {
            clock.setTo(day + "T09:59");
            assertThat(jobs.runDue(number)).isZero();
            clock.setTo(day + "T10:00");
            jobs.runDue(number);
        }
        assertThat(text(linkMail(address, 4))).contains("attend votre réponse");
        clock.setTo("2026-10-16T23:59");
        assertThat(jobs.runDue(number)).isZero();
        assertThat(status(number)).isEqualTo("SENT");
        clock.setTo("2026-10-17T00:00");
        jobs.runDue(number);

        assertThat(status(number)).isEqualTo("EXPIRED");
        assertThat(events(number)).filteredOn("REMINDED"::equals).hasSize(3);
        assertThat(linkMails(address)).hasSize(4);
    }

    @Test
    @DisplayName(
            "S-13 a wrong address is corrected in flight: the old link dies, the new reader gets one, nothing of the first counts")
    void readdressed() {
        var wrong = anyMail();
        var number = sent(wrong, "DUPONT");
        var reader = newClient(wrong);
        var id = idOfProposal(number);
        var dead = linkIn(linkMail(wrong, 1));
        reader.get(dead);
        reader.get(path(id));
        acceptAll(reader, id, 2);
        var right = anyMail();
        assertThat(wrongFields(readdress(number, "dupont"))).containsExactly("mail");

        assertThat(readdress(number, right).getStatusCode().value()).isEqualTo(200);
        assertThat(reader.get(dead).statusCode()).isEqualTo(410);
        assertThat(reader.get(path(id)).statusCode()).isEqualTo(404);
        jobs.runDue(number);

        assertThat(reader.get(dead).statusCode()).isEqualTo(410);
        assertThat(reader.get(path(id)).statusCode()).isEqualTo(404);
        assertThat(reader.get("/portal").body()).doesNotContain("Contrat " + number + " à signer");
        var client = newClient(right);
        assertThat(location(client.get(linkIn(linkMail(right, 1))))).endsWith(path(id));
        assertThat(client.get(path(id)).body()).contains("0 acceptées sur 5");
        assertThat(events(number)).contains("READDRESSED");
    }

    @Test
    @DisplayName("S-13 an address that stands for another company is no correction: the task holds it, nothing leaves")
    void readdressedToAnotherCompany() {
        var taken = anyMail();
        sent(taken, "DURAND");
        var number = sent(anyMail(), "DUPONT");
        linkMail(taken, 1);

        assertThat(readdress(number, taken).getStatusCode().value()).isEqualTo(409);

        assertThat(task(number)).isEqualTo("CorrectRecipient");
        jobs.runDue(number);
        assertThat(linkMails(taken)).hasSize(1);
    }

    @Test
    @DisplayName("S-13 a contract is taken back, sent or not; it comes to an end and is signed no more")
    void withdrawn() {
        var ready = prepared();
        withdraw(ready);
        assertThat(status(ready)).isEqualTo("WITHDRAWN");
        assertThat(task(ready)).isEmpty();

        var sent = sent(anyMail(), "DUPONT");
        var console = staff(agent);
        assertThat(location(console.submit("/console/proposals/" + sent + "/withdrawal", Map.of())))
                .endsWith(sent);
        assertThat(status(sent)).isEqualTo("WITHDRAWN");
        assertThat(problem(withdraw(sent), 409)).contains("retiré");
    }

    @Test
    @DisplayName("S-13 the sender never sees the signer's link or code, and cannot open the link")
    void senderSeesNoLink() {
        var address = anyMail();
        var number = sent(address, "DUPONT");
        var link = linkIn(linkMail(address, 1));
        var sender = staff(agent);

        assertThat(location(sender.get(link))).endsWith("/portal/login");
        assertThat(view(number).toString()).doesNotContain("/portal/");
        assertThat(sender.get("/console/proposals/" + number).body()).doesNotContain("/portal/proposals");
    }

    @Test
    @DisplayName(
            "S-02 the mail server is down while sending: the contract is sent, its mail leaves when the server is back")
    void mailDown() {
        var address = anyMail();
        mailServer.stop();
        String number;
        try {
            number = sent(address, "DUPONT");
            await().atMost(PATIENCE)
                    .until(() -> "QUEUED".equals(view(number).path("mail").asText()));
        } finally {
            mailServer.start();
        }

        await().atMost(PATIENCE).until(() -> {
            clock.advance(Duration.ofMinutes(30)); // again, if an attempt had begun before
            return !linkMails(address).isEmpty();
        });
        assertThat(text(linkMail(address, 1))).contains("Accéder au contrat");
    }

    @Test
    @DisplayName("S-05 the template changed after sending: the client reads and signs what was sent")
    void frozen() throws IOException {
        var address = anyMail();
        var ready = prepared();
        var number = sent(address, "DUPONT");
        var before = database.sql("select encode(pdf, 'hex') from proposal where number = ?")
                .param(number)
                .query(String.class)
                .single();

        var changed = call(
                agent,
                HttpMethod.PUT,
                "/api/proposal-templates/" + template,
                Map.of("sections", List.of(Map.of("title", "Tout autre", "text", "chose"))));
        assertThat(changed.getBody().path("version").asInt()).isEqualTo(2);

        var client = newClient(address);
        var id = idOfProposal(number);
        assertThat(client.get(path(id)).body()).contains("Section 5").doesNotContain("Tout autre");
        assertThat(text(client.getBytes(path(id) + "/document")))
                .contains("point 5")
                .doesNotContain("Tout autre");
        assertThat(client.get(path(id)).body()).contains(before);
        signed(client, id, 5);
        jobs.runDue(number);
        assertThat(text(client.getBytes(path(id) + "/signed")))
                .contains("point 5", "Acceptation du contrat")
                .doesNotContain("Tout autre");
        assertThat(text(pdf(ready))).contains("point 5");
        assertThat(text(pdf(prepared()))).contains("Tout autre");
    }

    @Test
    @DisplayName("S-05 fields come from a list, and what users type is never run as a template")
    void templateTexts() throws IOException {
        assertThat(problem(add("Faux", "{{prix}} et {{loyer}}"), 422))
                .contains("prix")
                .doesNotContain("loyer");
        assertThat(problem(add("Vide", ""), 422)).isNotEmpty();
        assertThat(problem(add("Illisible", "un\u0001deux"), 422)).contains("sections");
        var hostile = "${T(java.lang.Runtime)} [[${7*7}]] <script>alert(1)</script> {{loyer}} {{societe}}";
        var id = add("Hostile", hostile).getBody().path("id").asLong();
        var number = prepared(id);
        var recipient = recipient(anyMail(), "A & B <SAS>");
        assertThat(wrongFields(send(number, recipient))).containsExactly("entries[loyer]");
        recipient.put("entries", Map.of("loyer", "42,14 € {{societe}}"));
        assertThat(send(number, recipient).getStatusCode().value()).isEqualTo(200);
        jobs.runDue(number);

        assertThat(text(pdf(number)).replaceAll("\\s+", " "))
                .contains("${T(java.lang.Runtime)} [[${7*7}]] <script>alert(1)</script>")
                .contains("42,14 € {{societe}} A & B <SAS>");
    }

    @Test
    @DisplayName("S-05 the PDF is tagged, tells its language and title, and names itself an archive: PDF/A and PDF/UA")
    void accessible() throws IOException {
        try (var document = Loader.loadPDF(pdf(sent(anyMail(), "DUPONT")))) {
            var catalog = document.getDocumentCatalog();
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getStructureTreeRoot().getKids()).isNotEmpty();
            assertThat(catalog.getLanguage()).isEqualTo("fr");
            assertThat(catalog.getOutputIntents()).isNotEmpty();
            assertThat(document.getDocumentInformation().getTitle()).startsWith("Contrat de prestation");
            var metadata = new String(catalog.getMetadata().toByteArray(), UTF_8);
            assertThat(metadata).contains("pdfaid", "pdfuaid");
            for (var font : document.getPage(0).getResources().getFontNames()) {
                assertThat(document.getPage(0).getResources().getFont(font).isEmbedded())
                        .isTrue();
            }
        }
    }

    @Test
    @DisplayName("S-04 a PDF with its list of sections is a template too; what is no PDF is refused by name")
    void fromPdf() {
        var body = new LinkedMultiValueMap<String, Object>();
        body.add("name", "Bail type");
        body.add("titles", "Objet");
        body.add("titles", "Prix");
        body.add("file", named("bail.pdf", Pdfs.saying("Le bail")));
        var made = call(agent, HttpMethod.POST, "/api/proposal-templates", body);
        assertThat(made.getStatusCode().value()).as("%s", made.getBody()).isEqualTo(201);
        var address = anyMail();
        var number = sent(made.getBody().path("id").asLong(), address, "DUPONT");
        var client = newClient(address);
        var id = idOfProposal(number);
        assertThat(client.get(path(id)).body())
                .contains("0 acceptées sur 2", "Le texte de cette section est dans le PDF");

        acceptAll(client, id, 2);
        giveLegal(client, id);
        assertThat(sign(client, id, Map.of("consent", "yes")).statusCode()).isEqualTo(422);
        assertThat(client.getBytes(path(id) + "/document")).isEqualTo(Pdfs.saying("Le bail"));
        assertThat(sign(client, id, Map.of("consent", "yes")).statusCode()).isEqualTo(302);

        body.set("name", "Faux");
        body.set("file", named("bail.pdf", "pas un PDF".getBytes(UTF_8)));
        assertThat(problem(call(agent, HttpMethod.POST, "/api/proposal-templates", body), 415))
                .contains("bail.pdf");
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
        jobs.runDue(number);

        assertThat(console.get(address).body()).contains("Contrat envoyé au client", "Corriger l’adresse", "DUPONT");
        assertThat(text(linkMail(mail, 1))).contains("Open the contract");
        assertThat(console.get("/console/proposals?status=SENT").body()).contains(number);
    }

    private void otherOperator() {
        agency = given.anyAccount();
        agent = given.agentOf(agency);
        template = template(5);
    }

    private ResponseEntity<JsonNode> add(String name, String text) {
        return call(
                agent,
                HttpMethod.POST,
                "/api/proposal-templates",
                Map.of(
                        "name",
                        name,
                        "sections",
                        text.isEmpty() ? List.of() : List.of(Map.of("title", "Objet", "text", text))));
    }

    private static Map<String, Object> variables(long template) {
        return Map.of("variables", Map.of("template", Map.of("value", template, "type", "Long")));
    }

    private ResponseEntity<JsonNode> readdress(String number, String mail) {
        return call(agent, HttpMethod.PUT, "/api/proposals/" + number + "/recipient", Map.of("mail", mail));
    }

    private ResponseEntity<JsonNode> withdraw(String number) {
        return call(agent, HttpMethod.POST, "/api/proposals/" + number + "/withdrawal", null);
    }

    private String task(String number) {
        return database.sql("""
                        select task_def_key_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
                        where e.business_key_ = ?
                        """).param(number).query(String.class).optional().orElse("");
    }

    private Visitor staff(String user) {
        var staff = visitor();
        staff.login(user, Given.PASSWORD);
        return staff;
    }

    private byte[] pdf(String number) {
        return http.withBasicAuth(agent, Given.PASSWORD)
                .getForObject("/api/proposals/" + number + "/pdf", byte[].class);
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static ByteArrayResource named(String name, byte[] content) {
        return new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return name;
            }
        };
    }

    private static List<String> wrongFields(ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(422);
        return answer.getBody().path("errors").findValuesAsText("field");
    }

    private static String problem(ResponseEntity<JsonNode> answer, int status) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(status);
        return answer.getBody().path("detail").asText();
    }

    private static String problemType(ResponseEntity<JsonNode> answer, int status) {
        problem(answer, status);
        return answer.getBody().path("type").asText();
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
