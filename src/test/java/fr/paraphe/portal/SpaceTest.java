package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.StaffDirectory;
import fr.paraphe.account.StaffMember;
import fr.paraphe.account.StaffRole;
import fr.paraphe.contract.ContractType;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

class SpaceTest extends PortalScenario {

    @Autowired
    StaffDirectory staff;

    @Test
    @DisplayName("S-03 at the first login the password is changed before anything else; then the space is open")
    void firstLogin() {
        var mail = anyMail();
        var reference = partner(mail);
        var contract = given.unsignedContract(agency, reference);
        invited(reference);
        var visitor = visitor();

        assertThat(location(open(
                        visitor,
                        " " + mail.toUpperCase() + " ",
                        codeIn(mail(mail, 1)).toLowerCase())))
                .endsWith("/portal/password");
        for (var page :
                new String[] {"/portal", "/portal/profile", "/portal/alerts", "/portal/profile/" + idOf(reference)}) {
            assertThat(location(visitor.get(page))).as(page).endsWith("/portal/password");
        }
        var tab = visitor.get("/portal/password").body();
        assertThat(tab).contains("Mot de passe", "12 caractères").doesNotContain("Alertes", contract);

        assertThat(location(choosePassword(visitor, PASSWORD))).endsWith("/portal");
        assertThat(visitor.get("/portal").body()).contains(contract, agency.name());
        assertThat(location(login(visitor(), mail, PASSWORD))).endsWith("/portal");
        assertThat(location(login(visitor(), mail, codeIn(mail(mail, 1))))).endsWith("/portal/login?error");
    }

    @Test
    @DisplayName("S-03 a code works once: used again it says so, and nothing changes")
    void replayed() {
        var mail = anyMail();
        var visitor = inTheSpaceOf(partner(mail), mail);
        var thief = visitor();

        var again = open(thief, mail, codeIn(mail(mail, 1)));

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("déjà servi");
        assertThat(location(thief.get("/portal"))).endsWith("/portal/login");
        assertThat(visitor.get("/portal").statusCode()).isEqualTo(200);
        assertThat(location(login(visitor(), mail, PASSWORD))).endsWith("/portal");
    }

    @Test
    @DisplayName("S-03 of several who use a code at once, one gets in")
    void atOnce() throws Exception {
        var mail = anyMail();
        invited(partner(mail));
        var code = codeIn(mail(mail, 1));
        var threads = Executors.newFixedThreadPool(4);
        try {
            var tries = Collections.nCopies(
                    4, (Callable<Integer>) () -> open(visitor(), mail, code).statusCode());
            var answers = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(tries)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(302, 409, 409, 409);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    @DisplayName("S-03 a code expires after seven days")
    void expired() {
        var mail = anyMail();
        invited(partner(mail));
        var code = codeIn(mail(mail, 1));
        clock.advance(Duration.ofDays(7));

        var late = open(visitor(), mail, code);

        assertThat(late.statusCode()).isEqualTo(410);
        assertThat(late.body()).contains("n’est plus valable");
    }

    @Test
    @DisplayName("S-03 a code is good at the address that it was sent to, and at no other")
    void anothersCode() {
        var mail = anyMail();
        var reference = partner(mail);
        invited(reference);
        var code = codeIn(mail(mail, 1));

        assertThat(open(visitor(), anyMail(), code).statusCode()).isEqualTo(422);

        database.sql("update partner set mail = 'ailleurs@exemple.fr' where id = ?")
                .param(idOf(reference))
                .update();
        assertThat(open(visitor(), mail, code).statusCode())
                .as("the address was corrected")
                .isEqualTo(409);
        assertThat(open(visitor(), "ailleurs@exemple.fr", code).statusCode()).isEqualTo(422);
    }

    @Test
    @DisplayName("S-03 whoever guesses codes must soon wait, even with the right one; so must who guesses passwords")
    void guessing() {
        var mail = anyMail();
        invited(partner(mail));
        var code = codeIn(mail(mail, 1));
        for (var n = 0; n < 10; n++) {
            assertThat(open(visitor(), mail, "2222-2222-222" + (n % 8 + 2)).statusCode())
                    .isEqualTo(422);
        }

        assertThat(open(visitor(), mail, code).statusCode()).isEqualTo(429);
        assertThat(location(login(visitor(), mail, "x"))).endsWith("/portal/login?limited");
        clock.advance(Duration.ofMinutes(10));
        assertThat(location(open(visitor(), mail, code))).endsWith("/portal/password");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"court", "motdepasse2026", "123456789012", "aaaaaaaaaaaaa", "LE-MAIL", "paraphe-demo"})
    @DisplayName(
            "S-03 a password that is short, common or the mail address is refused, and the reason stands beside it")
    void weakPasswords(String password) {
        var mail = anyMail();
        invited(partner(mail));
        var visitor = visitor();
        open(visitor, mail, codeIn(mail(mail, 1)));

        var refused = choosePassword(visitor, password.equals("LE-MAIL") ? mail : password);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("password-error").doesNotContain("value=\"" + password + "\"");
        assertThat(location(visitor.get("/portal"))).endsWith("/portal/password");
    }

    @Test
    @DisplayName("The two entries of a new password must be the same; the present one must be right")
    void changing() {
        var mail = anyMail();
        var visitor = inTheSpaceOf(partner(mail), mail);
        var page = "/portal/password";

        var different = visitor.submit(
                page, page, Map.of("present", PASSWORD, "password", "un autre chat dort", "confirmation", "non"));
        var unknown = visitor.submit(
                page, page, Map.of("present", "faux", "password", "un autre chat", "confirmation", "un autre chat"));

        assertThat(different.statusCode()).isEqualTo(422);
        assertThat(different.body()).contains("confirmation-error");
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("present-error");
        assertThat(location(login(visitor(), mail, PASSWORD))).endsWith("/portal");
    }

    @Test
    @DisplayName("Opening and logging in give the session another id")
    void sessionFixation() {
        var mail = anyMail();
        invited(partner(mail));
        var visitor = visitor();
        visitor.get("/portal");
        var first = visitor.cookie("JSESSIONID");
        open(visitor, mail, codeIn(mail(mail, 1)));
        var second = visitor.cookie("JSESSIONID");
        choosePassword(visitor, PASSWORD);
        var third = visitor.cookie("JSESSIONID");

        assertThat(Set.of(first.orElseThrow(), second.orElseThrow(), third.orElseThrow()))
                .hasSize(3);

        var other = visitor();
        other.get("/portal");
        var before = other.cookie("JSESSIONID");
        login(other, mail, PASSWORD);
        assertThat(other.cookie("JSESSIONID")).isPresent().isNotEqualTo(before);
    }

    @Test
    @DisplayName("A changed password ends the other sessions; logging out everywhere ends them all")
    void otherSessions() {
        var mail = anyMail();
        var phone = inTheSpaceOf(partner(mail), mail);
        var computer = visitor();
        login(computer, mail, PASSWORD);
        assertThat(computer.get("/portal").statusCode()).isEqualTo(200);

        phone.submit(
                "/portal/password",
                "/portal/password",
                Map.of("present", PASSWORD, "password", "un tout autre chat", "confirmation", "un tout autre chat"));
        assertThat(phone.get("/portal").statusCode()).isEqualTo(200);
        assertThat(location(computer.get("/portal"))).endsWith("/portal/login");

        login(computer, mail, "un tout autre chat");
        assertThat(computer.get("/portal").statusCode()).isEqualTo(200);
        assertThat(location(phone.submit("/portal/password", "/portal/sessions/end", Map.of())))
                .endsWith("/portal/login?everywhere");
        assertThat(location(phone.get("/portal"))).endsWith("/portal/login");
        assertThat(location(computer.get("/portal"))).endsWith("/portal/login");
    }

    @Test
    @DisplayName("A partner's login opens no door of staff, even under the name of one of them")
    void noStaffDoor() {
        var mail = anyMail().toLowerCase();
        staff.enrol(
                new StaffMember(mail, "Camille", "Durand", mail, agency.code(), Set.of(StaffRole.OPERATOR), true),
                Given.PASSWORD);
        var visitor = inTheSpaceOf(partner(mail), mail);

        assertThat(visitor.get("/portal").statusCode()).isEqualTo(200);
        for (var page : new String[] {"/console/partners", "/console/invitations", "/camunda/app/tasklist/default/"}) {
            assertThat(location(visitor.get(page))).as(page).endsWith("/login").doesNotContain("portal");
        }
        for (var path :
                new String[] {"/api/accounts", "/engine-rest/task", "/camunda/api/engine/engine/default/task"}) {
            assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(visitor.getAs(mail, PASSWORD, "/api/accounts").statusCode()).isEqualTo(401);
        assertThat(location(visitor.login(mail, PASSWORD))).endsWith("/login?error");
    }

    @Test
    @DisplayName("A login of staff opens no space, nor does their password; both at once stay apart")
    void noPartnersDoor() {
        var visitor = visitor();
        visitor.login(agent, Given.PASSWORD);
        assertThat(visitor.get("/console/partners").statusCode()).isEqualTo(200);

        assertThat(location(visitor.get("/portal"))).endsWith("/portal/login");
        assertThat(location(login(visitor, agent, Given.PASSWORD))).endsWith("/portal/login?error");
        assertThat(location(visitor.get("/portal"))).endsWith("/portal/login");

        var mail = anyMail();
        inTheSpaceOf(partner(mail), mail);
        login(visitor, mail, PASSWORD);
        assertThat(visitor.get("/portal").body()).doesNotContain("Camille Durand");
        assertThat(visitor.get("/console/partners").body()).contains("Camille Durand");
    }

    @Test
    @DisplayName(
            "A forgotten password: the same answer for everybody, a mail for who has a space, a code that works once")
    void forgotten() {
        var mail = anyMail();
        var phone = inTheSpaceOf(partner(mail), mail);
        var unknown = anyMail();
        var page = "/portal/forgotten";

        var forUnknown = visitor().submit(page, page, Map.of("mail", unknown));
        var forKnown = visitor().submit(page, page, Map.of("mail", mail));
        assertThat(location(forKnown)).isEqualTo(location(forUnknown));
        var code = codeIn(mail(mail, 2));
        assertThat(mailsTo(unknown)).isEmpty();

        var weak = reset(mail, code, "court");
        assertThat(weak.statusCode()).as("the code stays good").isEqualTo(422);
        assertThat(location(reset(mail, code, "un nouveau départ"))).endsWith("/portal/login");
        assertThat(reset(mail, code, "encore un autre mot").statusCode()).isEqualTo(409);

        assertThat(location(phone.get("/portal"))).as("sessions end").endsWith("/portal/login");
        assertThat(location(login(visitor(), mail, PASSWORD))).endsWith("?error");
        assertThat(location(login(visitor(), mail, "un nouveau départ"))).endsWith("/portal");
    }

    @Test
    @DisplayName("Asking again at once sends no second mail; an invitation's code resets no password")
    void askedTwice() {
        var mail = anyMail();
        inTheSpaceOf(partner(mail), mail);
        var page = "/portal/forgotten";
        visitor().submit(page, page, Map.of("mail", mail));
        var first = codeIn(mail(mail, 2));
        visitor().submit(page, page, Map.of("mail", mail));
        var later = anyMail();
        inTheSpaceOf(partner(later), later);
        visitor().submit(page, page, Map.of("mail", later));
        mail(later, 2); // so the one before was answered too

        assertThat(mailsTo(mail)).hasSize(2);
        assertThat(reset(mail, codeIn(mail(mail, 1)), "un nouveau départ").statusCode())
                .isEqualTo(422);
        clock.advance(Duration.ofMinutes(61));
        assertThat(reset(mail, first, "un nouveau départ").statusCode()).isEqualTo(410);
    }

    @Test
    @DisplayName("§5 a partner reaches what is theirs alone: others' ids answer 404, others' contracts are not shown")
    void isolation() {
        var mail = anyMail();
        var mine = partner(mail);
        var visitor = inTheSpaceOf(mine, mail);
        var other = given.anyWorker(agency);
        var othersContract = given.unsignedContract(agency, other);
        var othersId = idOf(other);
        var form = Map.of("mail", "volee@exemple.fr", "phone", "", "version", "0");

        assertThat(visitor.get("/portal").body()).doesNotContain(othersContract);
        var missing = visitor.get("/portal/profile/" + othersId);
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("Votre espace").doesNotContain("Martin", "/console");
        assertThat(visitor.submit("/portal/profile", "/portal/profile/" + othersId, form)
                        .statusCode())
                .isEqualTo(404);
        assertThat(visitor.submit(
                                "/portal/alerts",
                                "/portal/alerts",
                                Map.of("partner", "" + othersId, "way", "MAIL", "on", "false"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(visitor.get("/portal/profile/0").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/portal/nowhere").statusCode()).isEqualTo(404);
        assertThat(partnerView(other).path("mail").asText()).isNotEqualTo("volee@exemple.fr");
        assertThat(partnerView(other).path("mailOptedOut").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("A form of another site changes nothing")
    void csrf() {
        var mail = anyMail();
        var visitor = inTheSpaceOf(partner(mail), mail);

        var forged = visitor.form("/portal/sessions/end", Map.of());

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(visitor.get("/portal").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("A person who works for two agencies has one space and one password for both")
    void twoAgencies() {
        var mail = anyMail();
        var reference = partner(mail);
        given.unsignedContract(agency, reference);
        inTheSpaceOf(reference, mail);
        var firstAgency = agency;
        agency = given.anyAccount();
        agent = given.agentOf(agency);
        var second = partner(mail);
        var contract = given.contract(agency, second, ContractType.OTHER, "2026-09-20T08:00");
        invited(second);
        var visitor = visitor();

        assertThat(location(open(visitor, mail, codeIn(mail(mail, 2))))).endsWith("/portal/login");
        assertThat(location(visitor.get("/portal")))
                .as("the code is no login here")
                .endsWith("/portal/login");
        login(visitor, mail, PASSWORD);

        assertThat(visitor.get("/portal").body()).contains(firstAgency.name(), agency.name(), contract);
    }

    @Test
    @DisplayName("A partner corrects mail and phone; it is remembered, and from then on nobody else may")
    void corrects() {
        var mail = anyMail();
        var reference = partner(mail);
        var visitor = inTheSpaceOf(reference, mail);
        var page = "/portal/profile/" + idOf(reference);
        var version = partnerView(reference).path("version").asText();

        var wrong = visitor.submit(page, page, Map.of("mail", "lea@", "phone", "06 12 34 56 78", "version", version));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("mail-error", "lea@");
        assertThat(location(visitor.submit(
                        page, page, Map.of("mail", mail, "phone", "06 98 76 54 32", "version", version))))
                .endsWith("/portal/profile");

        var view = partnerView(reference);
        assertThat(view.path("mobile").asText()).isEqualTo("+33698765432");
        assertThat(view.path("contactLock").asText()).isEqualTo("OWN_SPACE");
        assertThat(database.sql(
                                "select old_value || ' ' || changed_by from partner_contact_change where partner_id = ? and field = 'PHONE'")
                        .param(idOf(reference))
                        .query(String.class)
                        .single())
                .isEqualTo("06 12 34 56 78 espace partenaire");
        assertThat(visitor.submit(page, page, Map.of("mail", "", "phone", "", "version", version))
                        .statusCode())
                .as("an old page")
                .isEqualTo(409);
    }

    @Test
    @DisplayName("An alert that is switched off sets the partner apart in relaunches, until it is switched on again")
    void alerts() {
        var mail = anyMail();
        var reference = partner(mail);
        var visitor = inTheSpaceOf(reference, mail);
        var id = "" + idOf(reference);

        assertThat(location(switchSms(visitor, id, "false"))).endsWith("/portal/alerts");
        assertThat(partnerView(reference).path("mobileProblem").asText()).isEqualTo("OPTED_OUT");
        assertThat(visitor.get("/portal/alerts").body())
                .contains("Rappels par mail", "Rappels par SMS")
                .containsPattern("Rappels par SMS</span> <span class=\"badge\">Désactivés")
                .doesNotContain("??");
        switchSms(visitor, id, "true");
        assertThat(visitor.get("/portal/alerts").body()).doesNotContain("Désactivés");
        assertThat(partnerView(reference).has("mobileProblem")).isFalse();
    }

    @Test
    @DisplayName("The space speaks the partner's language, and another one when asked to")
    void language() {
        var mail = anyMail();
        var visitor = inTheSpaceOf(given.partner(agency, PartnerKind.CLIENT, "en", mail, null), mail);

        assertThat(visitor.get("/portal").body()).contains("To do");
        visitor.submit("/portal/profile", "/portal/language", Map.of("language", "fr"));
        assertThat(visitor.get("/portal").body()).contains("À faire");
        var elsewhere = visitor();
        login(elsewhere, mail, PASSWORD);
        assertThat(elsewhere.get("/portal").body()).contains("À faire");
    }

    @Test
    @DisplayName("Pages run nothing but this server's files")
    void policy() {
        var page = visitor().get("/portal/login");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    @DisplayName("A worker without a space cannot be found out by the login's answer")
    void unknownAddress() {
        var mail = anyMail();
        inTheSpaceOf(partner(mail), mail);

        assertThat(location(login(visitor(), anyMail(), PASSWORD))).isEqualTo(location(login(visitor(), mail, "faux")));
        assertThat(asAgent(HttpMethod.GET, "/api/partners/nobody/invitation")
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    private HttpResponse<String> reset(String mail, String code, String password) {
        return visitor()
                .submit(
                        "/portal/reset",
                        "/portal/reset",
                        Map.of("mail", mail, "code", code, "password", password, "confirmation", password));
    }

    private HttpResponse<String> switchSms(Visitor visitor, String partner, String on) {
        return visitor.submit(
                "/portal/alerts", "/portal/alerts", Map.of("partner", partner, "way", "MOBILE", "on", on));
    }
}
