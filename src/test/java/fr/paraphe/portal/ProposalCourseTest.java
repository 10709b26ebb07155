package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.message.DispatchKey;
import fr.paraphe.message.MessageSending;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

class ProposalCourseTest extends ProposalScenario {

    @Autowired
    MessageSending messages;

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
        assertThat(reader.get("/portal").body()).doesNotContain(", à signer");
        var client = newClient(right);
        assertThat(location(client.get(linkIn(linkMail(right, 1))))).endsWith(path(id));
        assertThat(client.get(path(id)).body()).contains("acceptées\u00a0: 0 sur 5");
        assertThat(events(number)).contains("READDRESSED");
    }

    @Test
    @DisplayName("S-13 the address that a contract has is no correction: nothing changes, and the page says so")
    void readdressedToItself() {
        var address = anyMail();
        var number = sent(address, "DUPONT");
        var page = "/console/proposals/" + number;
        var console = staff(agent);

        console.submit(page + "/recipient", Map.of("mail", address.toUpperCase(Locale.ROOT)));

        assertThat(console.get(page).body()).contains("C’est déjà l’adresse de ce contrat");
        assertThat(status(number)).isEqualTo("SENT");
        assertThat(events(number)).doesNotContain("READDRESSED");
    }

    @Test
    @DisplayName(
            "S-09 S-13 an address that stands for another company is no correction: the old link lives on, nothing leaves")
    void readdressedToAnotherCompany() {
        var taken = anyMail();
        sent(taken, "DURAND");
        linkMail(taken, 1);
        var right = anyMail();
        var number = sent(right, "DUPONT");
        var client = newClient(right);
        var history = events(number);

        assertThat(problem(readdress(number, taken), 409)).contains("«\u00a0DURAND\u00a0»", "Rien n’est parti");
        var page = "/console/proposals/" + number;
        var console = staff(agent);
        console.submit(page + "/recipient", Map.of("mail", taken));
        assertThat(console.get(page).body()).contains("Vous avez déjà envoyé un contrat à cette adresse mail");

        assertThat(status(number)).isEqualTo("SENT");
        assertThat(events(number)).isEqualTo(history);
        assertThat(location(client.get(linkIn(linkMail(right, 1))))).endsWith(path(idOfProposal(number)));
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
    @DisplayName("S-13 the client learns of a withdrawal in their language, unless no mail about the contract has left")
    void toldOfTheWithdrawal() {
        var address = anyMail();
        var number = prepared();
        var recipient = recipient(address, "DUPONT");
        recipient.put("language", "en");
        send(number, recipient);
        jobs.runDue(number);
        linkMail(address, 1);

        withdraw(number);

        assertThat(text(linkMail(address, 2))).contains(agency.name() + " has withdrawn the contract", number);
        var run = database.sql("select run from proposal_mail where proposal_id = ? and kind = 'PROPOSAL'")
                .param(idOfProposal(number))
                .query(String.class)
                .single();
        var dispatch = new DispatchKey("proposal", run);
        messages.hold(dispatch);
        var unseen = sent(anyMail(), "DUPONT");
        withdraw(unseen);
        messages.release(dispatch);
        assertThat(database.sql("select kind from proposal_mail where proposal_id = ?")
                        .param(idOfProposal(unseen))
                        .query(String.class)
                        .list())
                .containsExactly("PROPOSAL");
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

    private ResponseEntity<JsonNode> readdress(String number, String mail) {
        return call(agent, HttpMethod.PUT, "/api/proposals/" + number + "/recipient", Map.of("mail", mail));
    }
}
