package fr.paraphe.contract.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import fr.paraphe.account.Account;
import fr.paraphe.account.StaffRole;
import fr.paraphe.contract.ContractImporting;
import fr.paraphe.contract.ContractRow;
import fr.paraphe.contract.ContractType;
import fr.paraphe.partner.PartnerImporting;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.partner.PartnerRow;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.TestClock;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@ParapheTest
class ContractApiTest {

    private static final byte[] PDF = Pdfs.saying("a contract");

    @Autowired
    WebApplicationContext context;

    @Autowired
    Given given;

    @Autowired
    ContractImporting importing;

    @Autowired
    PartnerImporting partners;

    @Autowired
    TestClock clock;

    MockMvc http;
    Account account;
    String agent;
    String worker;

    @BeforeEach
    void agency() {
        http = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        account = given.anyAccount();
        agent = given.agentOf(account);
        worker = given.anyWorker(account);
    }

    @Test
    @DisplayName("R-01 the list has every contract that awaits a signature: all types, all kinds of partner")
    void lists() throws Exception {
        var supplier = given.partner(account, PartnerKind.SUPPLIER, "fr", null, null);
        var work = given.contract(account, worker, ContractType.WORK_CONTRACT, "2026-09-10T08:00");
        var service = given.contract(account, supplier, ContractType.SERVICE_CONTRACT, "2026-09-11T08:00");
        var provision = given.contract(account, worker, ContractType.PROVISION_CONTRACT, "2026-09-12T08:00");
        var signed = given.unsignedContract(account, worker);
        sign("PAPER", signed);

        found("").andExpect(jsonPath("$.contracts[*].reference", contains(work, service, provision)));
    }

    @Test
    @DisplayName(
            "R-03 a contract signed on paper leaves the list; its history says who and when; twice changes nothing")
    void paper() throws Exception {
        var contract = given.unsignedContract(account, worker);

        sign("PAPER", contract).andExpect(jsonPath("$.signed").value(1));
        sign("PAPER", contract)
                .andExpect(jsonPath("$.signed").value(0))
                .andExpect(jsonPath("$.alreadySigned").value(1));

        found("").andExpect(jsonPath("$.contracts", hasSize(0)));
        one(contract)
                .andExpect(jsonPath("$.status").value("SIGNED"))
                .andExpect(jsonPath("$.signature.mode").value("PAPER"))
                .andExpect(jsonPath("$.signature.by").value(agent))
                .andExpect(jsonPath("$.history[0].what").value("SIGNED"))
                .andExpect(jsonPath("$.history[0].at").value("2026-09-16T08:00:00Z"))
                .andExpect(jsonPath("$.history", hasSize(2)));
    }

    @Test
    @DisplayName("R-04 only a transmitted contract is signed in the agency; the other is refused with the reason")
    void inTheAgency() throws Exception {
        var transmitted = given.unsignedContract(account, worker);
        var other = given.unsignedContract(account, worker);
        send(put("/api/contracts/{reference}/transmission", transmitted)).andExpect(status().isNoContent());

        sign("AGENCY", transmitted, other)
                .andExpect(jsonPath("$.signed").value(1))
                .andExpect(jsonPath("$.refused").value(1))
                .andExpect(jsonPath("$.named[0].reference").value(other))
                .andExpect(jsonPath("$.named[0].reason").value("NOT_TRANSMITTED"));
        one(other).andExpect(jsonPath("$.status").value("AWAITING_SIGNATURE"));
        one(transmitted).andExpect(jsonPath("$.signature.mode").value("AGENCY"));
    }

    @Test
    @DisplayName("R-05 of ten ticked contracts, nine are signed and the refused one is named")
    void partialFailure() throws Exception {
        var contracts = IntStream.range(0, 9)
                .mapToObj(i -> given.unsignedContract(account, worker))
                .toArray(String[]::new);
        var ten = Arrays.copyOf(contracts, 10);
        ten[9] = "no-such-contract";

        sign("PAPER", ten)
                .andExpect(jsonPath("$.signed").value(9))
                .andExpect(jsonPath("$.named", hasSize(1)))
                .andExpect(jsonPath("$.named[0].reference").value("no-such-contract"))
                .andExpect(jsonPath("$.named[0].reason").value("UNKNOWN"));
    }

    @Test
    @DisplayName("R-10 filters combine as an intersection")
    void filters() throws Exception {
        var employee = given.partner(account, PartnerKind.EMPLOYEE, "fr", null, null);
        var client = given.partner(account, PartnerKind.CLIENT, "fr", null, null);
        var early = given.contract(account, worker, ContractType.WORK_CONTRACT, "2026-09-01T08:00");
        var late = given.contract(account, worker, ContractType.WORK_CONTRACT, "2026-09-20T08:00");
        var service = given.contract(account, worker, ContractType.SERVICE_CONTRACT, "2026-09-02T08:00");
        var employed = given.contract(account, employee, ContractType.WORK_CONTRACT, "2026-09-03T08:00");
        importing.importRows(account.id(), List.of(contractRow("with client", worker, client)), "test");

        expect("type=WORK_CONTRACT", early, employed, "with client", late);
        expect("kind=EMPLOYEE", employed);
        expect("kind=EMPLOYEE&kind=TEMPORARY_WORKER&type=WORK_CONTRACT&age=ONE_WEEK", early, employed);
        expect("overdue=true", early, employed);
        expect("overdue=true&type=SERVICE_CONTRACT");
        expect("client=" + client, "with client");
        expect("text=WITH martin lea", "with client");
        expect("text=MARTIN&type=SERVICE_CONTRACT", service);
        expect("from=2026-09-02&to=2026-09-03", service, employed);
        expect("account=" + account.code() + "&from=2026-09-20", late);
    }

    @Test
    @DisplayName("R-10 a word of a text is found anywhere; one or two letters begin a word; no letter is a wildcard")
    void words() throws Exception {
        workContract("CT.2026_07 été", worker);
        workContract("Lot 100", worker);

        expect("text=ARTI", "CT.2026_07 été", "Lot 100");
        expect("text=t.2026_0", "CT.2026_07 été");
        expect("text=2026-07");
        expect("text=ETE", "CT.2026_07 été");
        expect("text=été l", "CT.2026_07 été");
        expect("text=lo le", "Lot 100");
        expect("text=lo ot");
        expect("text=10", "Lot 100");
        expect("text=26");
        expect("text=1%");
        expect("text=2026%07");
        expect("text=2026\\_07");
        expect("text=07étémartin");
    }

    @Test
    @DisplayName("R-10 a partner's new name finds the contracts, the old one no longer; so does a client's")
    void newNames() throws Exception {
        var client = given.partner(account, PartnerKind.CLIENT, "fr", null, null);
        importing.importRows(account.id(), List.of(contractRow("renamed", worker, client)), "test");

        rename(worker, PartnerKind.TEMPORARY_WORKER, "Nguyễn-Roche", "Léa");
        rename(client, PartnerKind.CLIENT, "Scierie du Lac", null);

        expect("text=nguyen roche", "renamed");
        expect("text=scierie", "renamed");
        expect("text=martin");
    }

    @Test
    @DisplayName("R-10 a client is found by its reference, or by words of its name if no other has them")
    void clientByName() throws Exception {
        var client = given.partner(account, PartnerKind.CLIENT, "fr", null, null);
        rename(client, PartnerKind.CLIENT, "SARL Scierie du Lac", null);
        importing.importRows(account.id(), List.of(contractRow("with client", worker, client)), "test");

        expect("client=scierie", "with client");
        rename(given.partner(account, PartnerKind.CLIENT, "fr", null, null), PartnerKind.CLIENT, "Scierie Est", null);
        expect("client=lac scierie", "with client");
        refused("client=scierie", "contract-filter-several-clients", "client");
        refused("client=martin", "contract-filter-value-unknown", "client");
    }

    private void rename(String reference, PartnerKind kind, String familyName, @Nullable String givenName) {
        partners.importRows(
                account.id(),
                List.of(new PartnerRow(reference, kind, familyName, givenName, "fr", null, null, false)),
                "test");
    }

    private void workContract(String reference, String partner) {
        importing.importRows(account.id(), List.of(contractRow(reference, partner, null)), "test");
    }

    private ContractRow contractRow(String reference, String partner, @Nullable String client) {
        return new ContractRow(
                reference,
                ContractType.WORK_CONTRACT,
                partner,
                client,
                clock.instant().minus(Duration.ofDays(1)),
                null,
                null,
                null,
                null,
                null);
    }

    @ParameterizedTest
    @DisplayName(
            "R-11 without dates the list is about the current month, Paris time, from its first minute to its last")
    @CsvSource({
        "2026-09-15T10:00:00Z, 2026-09-01, 2026-09-30",
        "2028-02-28T10:00:00Z, 2028-02-01, 2028-02-29",
        "2026-12-31T23:30:00Z, 2027-01-01, 2027-01-31"
    })
    void currentMonth(Instant now, LocalDate first, LocalDate last) throws Exception {
        clock.setTo(now);
        startingAt(first.minusDays(1) + "T23:59");
        var opening = startingAt(first + "T00:00");
        var closing = startingAt(last + "T23:59");
        startingAt(last.plusDays(1) + "T00:00");

        found("").andExpect(jsonPath("$.contracts[*].reference", contains(opening, closing)));
    }

    private String startingAt(String start) {
        return given.contract(account, worker, ContractType.WORK_CONTRACT, start);
    }

    @Test
    @DisplayName("R-10 R-11 an unknown filter, value, type or account is refused clearly; so are reversed dates")
    void badFilters() throws Exception {
        refused("colour=blue", "contract-filter-unknown", "colour");
        refused("type=LOAN", "contract-filter-value-unknown", "type");
        refused("overdue=perhaps", "contract-filter-value-unknown", "overdue");
        refused("from=01/09/2026", "contract-filter-value-unknown", "from");
        refused("client=nobody", "contract-filter-value-unknown", "client");
        refused("after=there", "contract-filter-value-unknown", "after");
        refused("from=2026-09-30&to=2026-09-01", "contract-filter-dates-reversed", "to");
        refused("account=" + given.anyAccount().code(), "contract-filter-value-unknown", "account");
    }

    @Test
    @DisplayName("R-28 the list is in the order of starts, hence of the earlier deadlines, page by page")
    void pages() throws Exception {
        var contracts = IntStream.range(0, 7)
                .mapToObj(i -> given.contract(
                        account, worker, ContractType.WORK_CONTRACT, "2026-09-0%dT08:00".formatted(1 + i / 3)))
                .toList();

        var seen = new ArrayList<String>();
        String after = "";
        do {
            var page = found("size=2" + after).andReturn().getResponse().getContentAsString();
            seen.addAll(JsonPath.<List<String>>read(page, "$.contracts[*].reference"));
            List<String> next = JsonPath.read(page, "$[?(@.next)].next");
            after = next.isEmpty() ? null : "&after=" + next.get(0);
        } while (after != null);

        assertThat(seen).isEqualTo(contracts);
        assertThat(new HashSet<>(seen)).hasSize(7);
    }

    @Test
    @DisplayName("R-28 when the account observes other holidays, what awaits a signature gets its new legal deadline")
    void otherHolidays() throws Exception {
        var overChristmas = given.contract(account, worker, ContractType.WORK_CONTRACT, "2026-12-24T08:00");
        mustBeSignedBefore(overChristmas, "2026-12-28T23:00:00Z");

        observe("FR-57").andExpect(status().isNoContent());
        mustBeSignedBefore(overChristmas, "2026-12-29T23:00:00Z");

        observe("FR-75").andExpect(status().isUnprocessableEntity());
        mustBeSignedBefore(overChristmas, "2026-12-29T23:00:00Z");
    }

    @Test
    @DisplayName("R-28 another account's holidays change nothing here")
    void othersHolidays() throws Exception {
        var overChristmas = given.contract(account, worker, ContractType.WORK_CONTRACT, "2026-12-24T08:00");
        account = given.anyAccount();

        observe("FR-57").andExpect(status().isNoContent());

        mustBeSignedBefore(overChristmas, "2026-12-28T23:00:00Z");
    }

    private void mustBeSignedBefore(String contract, String legalDeadline) throws Exception {
        one(contract).andExpect(jsonPath("$.deadlines.legal").value(legalDeadline));
    }

    private ResultActions observe(String calendar) throws Exception {
        return http.perform(put("/api/accounts/" + account.code() + "/holiday-calendar")
                .with(user(given.staffOf(account, false, StaffRole.MANAGER)).roles("MANAGER"))
                .with(ContractApiTest::fromOurPages)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"calendar\": \"%s\"}".formatted(calendar)));
    }

    @Test
    @DisplayName("a contract of another account does not exist: 404, not signed, not listed")
    void isolation() throws Exception {
        var other = given.anyAccount();
        var foreign = given.unsignedContract(other, given.anyWorker(other));

        one(foreign)
                .andExpect(status().isNotFound())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON));
        send(get("/api/contracts/{reference}", foreign).param("account", other.code()))
                .andExpect(status().isNotFound());
        send(put("/api/contracts/{reference}/transmission", foreign).param("account", other.code()))
                .andExpect(status().isNotFound());
        sign("PAPER", foreign).andExpect(jsonPath("$.named[0].reason").value("UNKNOWN"));
        found("").andExpect(jsonPath("$.contracts", hasSize(0)));
    }

    @Test
    @DisplayName("an agent who sees the attached accounts lists and signs theirs")
    void attached() throws Exception {
        var attached = given.attachedTo(account);
        var contract = given.unsignedContract(attached, given.anyWorker(attached));
        var own = given.unsignedContract(account, worker);
        agent = given.agentOfAllOf(account);

        found("").andExpect(jsonPath("$.contracts[*].reference", containsInAnyOrder(contract, own)));
        found("account=" + attached.code()).andExpect(jsonPath("$.contracts[*].reference", contains(contract)));
        send(get("/api/contracts/{reference}", contract).param("account", attached.code()))
                .andExpect(jsonPath("$.account").value(attached.code()));
    }

    @Test
    @DisplayName("a contract takes a PDF, checked by its content, and gives it back with its SHA-256")
    void pdf() throws Exception {
        var contract = given.unsignedContract(account, worker);

        file(contract, "GIF89a".getBytes(StandardCharsets.US_ASCII))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.type").value("https://paraphe.fr/problems/document-not-a-pdf"));
        file(contract, Arrays.copyOf(PDF, 25 * 1024 * 1024 + 1)).andExpect(status().isPayloadTooLarge());
        send(get("/api/contracts/{reference}/pdf", contract)).andExpect(status().isNotFound());
        file(contract, PDF).andExpect(status().isNoContent());
        file(contract, PDF).andExpect(status().isNoContent());

        send(get("/api/contracts/{reference}/pdf", contract))
                .andExpect(content().bytes(PDF))
                .andExpect(header().exists("ETag"));
        one(contract)
                .andExpect(jsonPath("$.pdf.bytes").value(PDF.length))
                .andExpect(jsonPath("$.history[*].what", contains("PDF_FILED", "CREATED")));

        sign("PAPER", contract);
        file(contract, PDF).andExpect(status().isConflict());
    }

    @Test
    @DisplayName("a withdrawn contract leaves the list and is not signed any more; a signed one is not withdrawn")
    void withdrawal() throws Exception {
        var withdrawn = given.unsignedContract(account, worker);
        var signed = given.unsignedContract(account, worker);
        send(put("/api/contracts/{reference}/withdrawal", withdrawn)).andExpect(status().isNoContent());
        send(put("/api/contracts/{reference}/withdrawal", withdrawn)).andExpect(status().isNoContent());

        sign("PAPER", withdrawn, signed)
                .andExpect(jsonPath("$.signed").value(1))
                .andExpect(jsonPath("$.named[0].reason").value("WITHDRAWN"));
        send(put("/api/contracts/{reference}/withdrawal", signed)).andExpect(status().isConflict());
        found("").andExpect(jsonPath("$.contracts", hasSize(0)));
    }

    @Test
    @DisplayName("R-03 staff do not declare electronic signatures")
    void electronic() throws Exception {
        sign("ELECTRONIC", given.unsignedContract(account, worker)).andExpect(status().isUnprocessableEntity());
    }

    private void expect(String query, String... references) throws Exception {
        found(query).andExpect(jsonPath("$.contracts[*].reference", is(List.of(references))));
    }

    private void refused(String query, String type, String field) throws Exception {
        send(get("/api/contracts?" + query))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.type").value("https://paraphe.fr/problems/" + type))
                .andExpect(jsonPath("$.field").value(field))
                .andExpect(jsonPath("$.detail").isNotEmpty());
    }

    private ResultActions found(String query) throws Exception {
        return send(get("/api/contracts?" + query)).andExpect(status().isOk());
    }

    private ResultActions one(String reference) throws Exception {
        return send(get("/api/contracts/{reference}", reference));
    }

    private ResultActions file(String reference, byte[] content) throws Exception {
        return send(put("/api/contracts/{reference}/pdf", reference)
                .contentType(MediaType.APPLICATION_PDF)
                .content(content));
    }

    private ResultActions sign(String mode, String... references) throws Exception {
        var list = String.join("\",\"", references);
        return send(post("/api/contracts/signatures")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"mode\":\"%s\",\"references\":[\"%s\"]}".formatted(mode, list)));
    }

    private ResultActions send(MockHttpServletRequestBuilder request) throws Exception {
        return http.perform(request.with(user(agent).roles("AGENT")).with(ContractApiTest::fromOurPages));
    }

    /** With the token that our pages send; Spring's own for tests would change the application for all tests. */
    private static MockHttpServletRequest fromOurPages(MockHttpServletRequest request) {
        request.setCookies(new Cookie("XSRF-PARAPHE", "token"));
        request.addHeader("X-XSRF-PARAPHE", "token");
        return request;
    }
}
