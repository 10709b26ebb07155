package fr.paraphe.portal;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import fr.paraphe.contract.ContractKeeping;
import fr.paraphe.signing.SigningRules;
import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.Visitor;
import fr.paraphe.vault.SealValidation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** What the tests of signing say: a worker with a mailbox, a mobile and an open space, and a provider that accepts. */
abstract class SigningScenario extends PortalScenario {

    static final Map<String, String> CONSENT = Map.of("consent", "yes");

    private static final Pattern SHA256 = Pattern.compile("name=\"sha256\" value=\"([0-9a-f]{64})\"");
    private static final Pattern SMS_CODE = Pattern.compile("\\b(\\d{6})\\b");

    @Autowired
    ContractKeeping keeping;

    @Autowired
    SigningRules rules;

    @Autowired
    SealValidation seals;

    @Autowired
    WireMockServer provider;

    String mail;
    String worker;
    Visitor visitor;

    @BeforeEach
    void aWorkerInTheirSpace() {
        mail = anyMail();
        worker = partner(mail);
        visitor = inTheSpaceOf(worker, mail);
        provider.stubFor(WireMock.post(anyUrl())
                .willReturn(aResponse()
                        .withStatus(201)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"sid\":\"SM0123456789abcdef0123456789abcdef\",\"status\":\"queued\"}")));
    }

    /** A contract of the worker's, in the vault; the answer is the reference. */
    String contractInTheVault() {
        var contract = given.unsignedContract(agency, worker);
        keeping.file(agency.id(), contract, new ByteArrayInputStream(Pdfs.saying("Contrat " + contract)), agent);
        keeping.transmit(agency.id(), contract, agent);
        return contract;
    }

    long idOfContract(String reference) {
        return database.sql("select id from contract where account_id = ? and reference = ?")
                .params(agency.id().value(), reference)
                .query(Long.class)
                .single();
    }

    /** The worker's document of this origin. */
    long documentOf(String origin) {
        return database.sql("select id from document where account_id = ? and origin = ?")
                .params(agency.id().value(), origin)
                .query(Long.class)
                .single();
    }

    String signatureOf(long document) {
        return database.sql("select signature from document where id = ?")
                .param(document)
                .query(String.class)
                .single();
    }

    /** What the page shows to sign. */
    String sha256(String page) {
        var found = SHA256.matcher(visitor.get(page).body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    HttpResponse<String> sign(String page, Map<String, String> typed) {
        return submit(visitor, page, sha256(page), typed);
    }

    HttpResponse<String> submit(Visitor who, String page, String sha256, Map<String, String> typed) {
        var form = new HashMap<>(typed);
        form.put("sha256", sha256);
        return who.submit("/portal/alerts", page + "/signature", form);
    }

    /** Two sessions of the worker sign what they both were shown; the answers' statuses. */
    List<Integer> signAtOnce(String page) throws Exception {
        var other = visitor();
        login(other, mail, PASSWORD);
        var sha256 = sha256(page);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var answers = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(List.<Callable<Integer>>of(
                    () -> submit(visitor, page, sha256, CONSENT).statusCode(),
                    () -> submit(other, page, sha256, CONSENT).statusCode()))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }

    static Map<String, String> with(String code) {
        return Map.of("consent", "yes", "code", code);
    }

    static String refusedWith(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isBetween(400, 499);
        return answer.body();
    }

    /** The code in the latest SMS, once it has left. */
    String codeSent() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !provider.findAll(postRequestedFor(anyUrl())).isEmpty());
        var sent = provider.findAll(postRequestedFor(anyUrl()));
        var body = URLDecoder.decode(sent.get(sent.size() - 1).getBodyAsString(), StandardCharsets.UTF_8);
        var code = SMS_CODE.matcher(body.substring(body.indexOf("Body=")));
        assertThat(code.find()).as(body).isTrue();
        return code.group(1);
    }

    /** Runs while the content is not what was filed: the fence against that is taken down for a moment. */
    void whileAltered(String sha256, Runnable test) {
        changeContent(sha256, "content || '\\x20'");
        try {
            test.run();
        } finally {
            changeContent(sha256, "substring(content from 1 for length(content) - 1)");
        }
    }

    private void changeContent(String sha256, String to) {
        database.sql("alter table vault_content disable trigger vault_content_immutable")
                .update();
        database.sql("update vault_content set content = " + to + " where sha256 = decode(?, 'hex')")
                .param(sha256)
                .update();
        database.sql("alter table vault_content enable trigger vault_content_immutable")
                .update();
    }

    static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}
