package fr.paraphe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.contract.ContractKeeping;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.Visitor;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of the partners' site, those that are added later included. */
class PortalDoorsTest extends PortalScenario {

    /** Something for every field of every form, so that none is refused for what is missing. */
    private static final Map<String, String> FIELDS = Map.of(
            "mail", "volee@exemple.fr",
            "phone", "",
            "version", "0",
            "sha256", "0".repeat(64),
            "consent", "yes",
            "code", "123456");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Autowired
    ContractKeeping keeping;

    private record Door(RequestMethod method, String path) {

        /**
         * Whether another class tries these addresses with what is really another's, which takes a scenario to make.
         */
        boolean hasATestOfItsOwn() {
            return Stream.of("/portal/proposals/", "/portal/campaigns/", "/portal/requests/")
                    .anyMatch(path::startsWith);
        }

        Door of(String partner, String contract, String document) {
            return new Door(
                    method,
                    path.replace("/profile/{partner}", "/profile/" + partner)
                            .replace("/contracts/{id}", "/contracts/" + contract)
                            .replace("/to-sign/{id}", "/to-sign/" + document)
                            .replace("{document}", document));
        }

        Door with(String guess) {
            return new Door(method, path.replaceAll("\\{[^}]+}", guess));
        }

        HttpResponse<String> enter(Visitor visitor, String formsPage) {
            return method == RequestMethod.POST ? visitor.submit(formsPage, path, FIELDS) : visitor.get(path);
        }
    }

    @Test
    @DisplayName("§5 every address of the site with another partner's id, or a guessed one: there is nothing")
    void others() {
        var other = given.anyWorker(agency);
        var contract = given.unsignedContract(agency, other);
        keeping.file(agency.id(), contract, new ByteArrayInputStream(Pdfs.saying("Contrat " + contract)), agent);
        keeping.transmit(agency.id(), contract, agent);
        var contractId = number("select id from contract where partner_id = ?", idOf(other));
        var documentId = number("select id from document where partner_id = ?", idOf(other));
        var mail = anyMail();
        var visitor = inTheSpaceOf(partner(mail), mail);

        var withIds = doors().filter(door -> door.path().contains("{")).toList();
        assertThat(withIds).hasSizeGreaterThan(6);
        for (var door : withIds) {
            if (!door.hasATestOfItsOwn()) {
                var anothers = door.of("" + idOf(other), contractId, documentId);
                assertThat(anothers.path())
                        .as("an id that this test does not know")
                        .doesNotContain("{");
                assertThat(anothers.enter(visitor, "/portal/alerts").statusCode())
                        .as("%s", anothers)
                        .isEqualTo(404);
            }
            for (var guess : List.of("0", "-1", "9223372036854775807", "9223372036854775808", "abc", "1%20or%201=1")) {
                var guessed = door.with(guess);
                var answer = guessed.enter(visitor, "/portal/alerts");
                assertThat(answer.statusCode()).as("%s", guessed).isBetween(400, 410);
                assertThat(answer.body()).doesNotContain("Exception", "select ");
            }
        }
        assertThat(asAgent(org.springframework.http.HttpMethod.GET, "/api/contracts/" + contract)
                        .getBody()
                        .path("status")
                        .asText())
                .isEqualTo("AWAITING_SIGNATURE");
        assertThat(number("select count(*) from document_reading where document_id = ?", Long.parseLong(documentId)))
                .isEqualTo("0");
    }

    private Stream<Door> doors() {
        return mappings.getHandlerMethods().keySet().stream().flatMap(PortalDoorsTest::doors);
    }

    private static Stream<Door> doors(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream()
                .filter(path -> path.equals("/portal") || path.startsWith("/portal/"))
                .flatMap(path ->
                        mapping.getMethodsCondition().getMethods().stream().map(method -> new Door(method, path)));
    }

    private String number(String sql, long id) {
        return database.sql(sql).param(id).query(String.class).single();
    }
}
