package fr.paraphe.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.paraphe.partner.PartnerKind;
import fr.paraphe.testing.Given;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

@ExtendWith(OutputCaptureExtension.class)
class InvitationTest extends PortalScenario {

    private static final String BOUNCE_SECRET = "un secret des retours de mail";

    @Test
    @DisplayName("S-03 the mail brings a link and a code; the code is stored hashed and stands in no log or kept text")
    void codeIsNowhere(CapturedOutput output) {
        var mail = anyMail();
        invited(partner(mail));

        var sent = mail(mail, 1);
        var code = codeIn(sent);

        assertThat(text(sent)).contains("/portal/opening?lang=fr#" + code, agency.name());
        assertThat(output.getAll()).doesNotContain(code);
        assertThat(text("select string_agg(body || coalesce(subject, ''), ' ') from dispatch_text"))
                .contains("[[code]]")
                .doesNotContain(code);
        assertThat(text("select string_agg(m::text, ' ') from message m")).doesNotContain(code);
        assertThat(text("select string_agg(c::text, ' ') from portal_code c"))
                .doesNotContain(code)
                .doesNotContain(HexFormat.of().formatHex(code.getBytes(UTF_8)));
        assertThat(text("select string_agg(v.text_, ' ') from act_hi_varinst v"))
                .doesNotContain(code)
                .doesNotContainIgnoringCase(mail);
    }

    @Test
    @DisplayName("An English-speaking partner gets the mail in English")
    void english() {
        var mail = anyMail();
        invited(given.partner(agency, PartnerKind.CLIENT, "en", mail, null));

        assertThat(text(mail(mail, 1))).contains("Your access code", "lang=en");
    }

    @Test
    @DisplayName("Inviting twice in a row is one invitation and one mail")
    void twice() {
        var mail = anyMail();
        var reference = partner(mail);

        var number = invited(reference);
        var again = invite(reference);

        assertThat(again.getStatusCode().value()).isEqualTo(200);
        assertThat(again.getBody().path("number").asText()).isEqualTo(number);
        mail(mail, 1);
        assertThat(again.getBody().path("mails").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("S-03 invited anew, the earlier invitation ends and its code says that there is a later one")
    void anew() {
        var mail = anyMail();
        var reference = partner(mail);
        var first = invited(reference);
        var code = codeIn(mail(mail, 1));

        clock.advance(Duration.ofDays(1));
        var second = invited(reference);

        assertThat(second).isNotEqualTo(first);
        assertThat(endOf(first)).isEqualTo("InvitationReplaced");
        var old = open(visitor(), mail, code);
        assertThat(old.statusCode()).isEqualTo(409);
        assertThat(old.body()).contains("plus récent");
        assertThat(open(visitor(), mail, codeIn(mail(mail, 2))).statusCode()).isEqualTo(302);
    }

    @Test
    @DisplayName(
            "Reminders leave after 2, 4, 6, 20, 30, 60 and 90 days at 10:00, each with a code of its own; then it ends")
    void reminders() {
        clock.setTo("2026-09-16T17:30");
        var mail = anyMail();
        var reference = partner(mail);
        var number = invited(reference);
        var codes = new HashSet<String>();
        codes.add(codeIn(mail(mail, 1)));
        var dates = new String[] {
            "2026-09-18", "2026-09-20", "2026-09-22", "2026-10-06", "2026-10-16", "2026-11-15", "2026-12-15"
        };

        for (var n = 0; n < dates.length; n++) {
            clock.setTo(dates[n] + "T09:59");
            assertThat(jobs.runDue(number)).as("before " + dates[n]).isZero();
            clock.setTo(dates[n] + "T10:00");
            assertThat(jobs.runDue(number)).as("on " + dates[n]).isEqualTo(1);
            codes.add(codeIn(mail(mail, n + 2)));
        }

        assertThat(codes).hasSize(8);
        assertThat(text(mail(mail, 8))).contains("n’est pas encore ouvert");
        assertThat(endOf(number)).isEqualTo("InvitationUnanswered");
        assertThat(stateOf(reference)).isEqualTo("UNANSWERED");
        assertThat(open(visitor(), mail, codeIn(mail(mail, 8))).statusCode())
                .as("the last code is still good")
                .isEqualTo(302);
        assertThat(stateOf(reference)).isEqualTo("OPENED");
    }

    @Test
    @DisplayName("After a standstill of weeks one reminder leaves, not all that were missed")
    void standstill() {
        var mail = anyMail();
        var number = invited(partner(mail));
        mail(mail, 1);

        clock.setTo("2026-10-08T12:00");
        assertThat(jobs.runDue(number)).isEqualTo(1);

        mail(mail, 2);
        assertThat(jobs.due(number)).isEmpty();
        clock.setTo("2026-10-16T10:00");
        assertThat(jobs.runDue(number)).isEqualTo(1);
    }

    @Test
    @DisplayName("The space being opened ends the reminders")
    void endsByOpening() {
        var mail = anyMail();
        var reference = partner(mail);
        var number = invited(reference);

        open(visitor(), mail, codeIn(mail(mail, 1)));

        assertThat(endOf(number)).isEqualTo("SpaceOpened");
        assertThat(stateOf(reference)).isEqualTo("OPENED");
        assertThat(invite(reference).getStatusCode().value()).isEqualTo(409);
    }

    @Test
    @DisplayName("A mail that comes back marks message and partner and ends the invitation; unsigned, nobody listens")
    void bounce() throws Exception {
        var mail = anyMail();
        var reference = partner(mail);
        var number = invited(reference);
        var id = header(mail(mail, 1), "Message-ID");
        await().until(() -> messageStates(mail).equals("SENT"));
        var report = "{\"messageId\": \"%s\", \"kind\": \"hard\", \"reason\": \"550 5.1.1 unknown\"}".formatted(id);

        assertThat(tell(report, "sha256=00")).isEqualTo(403);
        assertThat(tell(report.replace("hard", "soft "), signature(report))).isEqualTo(403);
        assertThat(partnerView(reference).has("mailProblem")).isFalse();
        assertThat(tell(report, signature(report))).isEqualTo(204);
        assertThat(tell(report, signature(report))).as("told twice").isEqualTo(204);

        assertThat(messageStates(mail)).isEqualTo("BOUNCED");
        assertThat(partnerView(reference).path("mailProblem").asText()).isEqualTo("BOUNCED");
        assertThat(text("select string_agg(changed_by, ' ') from partner_contact_change where partner_id = "
                        + idOf(reference)))
                .isEqualTo("retour de mail");
        assertThat(stateOf(reference)).isEqualTo("BOUNCED");
        assertThat(endOf(number)).isEqualTo("AddressBounced");
        assertThat(invite(reference).getStatusCode().value()).isEqualTo(422);
    }

    @Test
    @DisplayName("A mail that comes back for the time being marks the message alone; a foreign id is not known")
    void softBounce() throws Exception {
        var mail = anyMail();
        var reference = partner(mail);
        invited(reference);
        var id = header(mail(mail, 1), "Message-ID");
        await().until(() -> messageStates(mail).equals("SENT"));
        var report = "{\"messageId\": \"%s\", \"kind\": \"soft\"}".formatted(id);
        var foreign = "{\"messageId\": \"<1.1.zzz@example.org>\", \"kind\": \"hard\"}";

        assertThat(tell(report, signature(report))).isEqualTo(204);
        assertThat(tell(foreign, signature(foreign))).isEqualTo(404);
        assertThat(tell("{}", signature("{}"))).isEqualTo(400);

        assertThat(messageStates(mail)).isEqualTo("BOUNCED");
        assertThat(partnerView(reference).has("mailProblem")).isFalse();
        assertThat(stateOf(reference)).isEqualTo("WAITING");
    }

    @Test
    @DisplayName(
            "One click unsubscribes without a login (RFC 8058); looking at the link does not; a forged one is none")
    void unsubscribe() {
        var mail = anyMail();
        var reference = partner(mail);
        var number = invited(reference);
        var sent = mail(mail, 1);
        var link = unsubscribeLink(sent);
        var one = Map.of("List-Unsubscribe", "One-Click");

        assertThat(header(sent, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(visitor().get(link).body()).contains("plus d’invitation");
        assertThat(stateOf(reference)).isEqualTo("WAITING");
        for (var forged :
                new String[] {link + "x", link.replaceFirst("=\\d+", "=1"), link.replace("invitation", "x")}) {
            assertThat(visitor().form(forged, one).statusCode()).as(forged).isEqualTo(404);
        }

        assertThat(visitor().form(link, one).statusCode()).isEqualTo(200);
        assertThat(visitor().form(link, one).statusCode()).as("again").isEqualTo(200);

        assertThat(stateOf(reference)).isEqualTo("UNSUBSCRIBED");
        assertThat(endOf(number)).isEqualTo("PartnerUnsubscribed");
        assertThat(partnerView(reference).path("mailOptedOut").asBoolean())
                .as("other mails go on")
                .isFalse();
        clock.advance(Duration.ofDays(1));
        assertThat(invite(reference).getStatusCode().value()).isEqualTo(409);
    }

    @Test
    @DisplayName("All that a filter finds are invited, but for those without a mail, with a space, or invited already")
    void many() {
        var mails = new String[] {anyMail(), anyMail(), anyMail()};
        for (var mail : mails) {
            partner(mail);
        }
        given.worker(agency, null, "06 12 34 56 78");
        given.worker(agency, "pas une adresse", null);
        var waiting = anyMail();
        invited(partner(waiting));
        var open = anyMail();
        inTheSpaceOf(partner(open), open);
        given.partner(agency, PartnerKind.CLIENT, "fr", anyMail(), null);

        var answer = asAgent(HttpMethod.POST, "/api/invitations?kind=TEMPORARY_WORKER");
        var again = asAgent(HttpMethod.POST, "/api/invitations?kind=TEMPORARY_WORKER");

        assertThat(answer.getStatusCode().value()).isEqualTo(202);
        assertThat(answer.getBody().path("invited").asInt()).isEqualTo(3);
        assertThat(again.getBody().path("invited").asInt()).isZero();
        for (var mail : mails) {
            mail(mail, 1);
        }
        var list = asAgent(HttpMethod.GET, "/api/invitations?state=WAITING&limit=2")
                .getBody();
        assertThat(list.path("invitations")).hasSize(2);
        var rest = asAgent(
                        HttpMethod.GET, "/api/invitations" + list.path("next").asText())
                .getBody();
        assertThat(rest.path("invitations")).hasSize(2);
        assertThat(rest.has("next")).isFalse();
    }

    @Test
    @DisplayName("§5 partners and invitations of another account do not exist; its process is seen there alone")
    void isolation() {
        var reference = partner(anyMail());
        var number = invited(reference);
        var stranger = given.agentOf(given.anyAccount());
        var asStranger = http.withBasicAuth(stranger, Given.PASSWORD);
        var path = "/api/partners/" + reference + "/invitation?account=" + agency.code();

        assertThat(asStranger
                        .postForEntity(path, null, String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(asStranger.getForEntity(path, String.class).getStatusCode().value())
                .isEqualTo(404);
        assertThat(asStranger.getForObject("/api/invitations", String.class)).doesNotContain(number);
        var instances = "/engine-rest/process-instance?businessKey=" + number;
        assertThat(asStranger.getForObject(instances, String.class)).isEqualTo("[]");
        assertThat(http.withBasicAuth(agent, Given.PASSWORD).getForObject(instances, String.class))
                .contains(number);
    }

    @Test
    @DisplayName("The console invites one by reference and counts before it invites many")
    void console() {
        var mail = anyMail();
        var reference = partner(mail);
        partner(anyMail());
        var visitor = visitor();
        visitor.login(agent, Given.PASSWORD);
        var page = "/console/invitations";

        var wrong = visitor.submit(page, page, Map.of("reference", "nobody"));
        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(wrong.body()).contains("nobody");
        assertThat(location(visitor.submit(page, page, Map.of("reference", reference))))
                .endsWith(page);
        assertThat(visitor.get(page).body()).contains("En attente", reference);
        mail(mail, 1);

        var all = "/console/invitations/all";
        assertThat(visitor.get(all + "?kind=&text=").body()).contains("1 partenaire sera invité");
        assertThat(location(visitor.submit(all, all, Map.of("kind", "", "text", ""))))
                .endsWith(page);
        await().untilAsserted(() -> assertThat(
                        text("select count(*)::text from portal_invitation where started and account_id = "
                                + agency.id().value()))
                .isEqualTo("2"));
    }

    private String messageStates(String mail) {
        return text("select string_agg(state, ' ') from message where lower(address) = lower('" + mail + "')");
    }

    private String text(String sql) {
        return String.valueOf(database.sql(sql).query(String.class).optional().orElse(""));
    }

    private int tell(String report, String signature) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set("X-Paraphe-Signature", signature);
        return http.postForEntity("/callbacks/mail/bounces", new HttpEntity<>(report, headers), String.class)
                .getStatusCode()
                .value();
    }

    private static String signature(String report) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(BOUNCE_SECRET.getBytes(UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(report.getBytes(UTF_8)));
    }
}
