package fr.paraphe.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.paraphe.account.Account;
import fr.paraphe.account.StaffRole;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;

/** An account with an agent, a manager and a worker; documents go in and out over REST. */
@ParapheTest
public abstract class VaultScenario {

    @Autowired
    protected TestRestTemplate http;

    @Autowired
    protected Given given;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected PartnerDirectory directory;

    protected Account account;
    protected String agent;
    protected String worker;

    @BeforeEach
    void anAgentAndAWorker() {
        account = given.anyAccount();
        agent = given.agentOf(account);
        worker = given.anyWorker(account);
    }

    protected PartnerId idOf(String reference) {
        return directory.byReference(account.id(), reference).orElseThrow().id();
    }

    protected String manager() {
        return given.staffOf(account, false, StaffRole.MANAGER);
    }

    protected static String documentsOf(String partner) {
        return "/api/partners/" + partner + "/documents";
    }

    protected ResponseEntity<JsonNode> file(String partner, byte[] pdf, Map<String, String> fields) {
        return upload(documentsOf(partner), "document.pdf", pdf, fields);
    }

    /** Files a PDF that is known to be right; the answer is the document. */
    protected JsonNode filed(String partner, byte[] pdf, Map<String, String> fields) {
        var answer = file(partner, pdf, fields);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        return body(answer);
    }

    protected ResponseEntity<JsonNode> upload(String path, String fileName, byte[] pdf, Map<String, String> fields) {
        return upload(path, fileName, pdf, fields, JsonNode.class);
    }

    protected <T> ResponseEntity<T> upload(
            String path, String fileName, byte[] pdf, Map<String, String> fields, Class<T> answer) {
        var form = new LinkedMultiValueMap<String, Object>();
        fields.forEach(form::add);
        form.add("file", new ByteArrayResource(pdf) {
            @Override
            public String getFilename() {
                return fileName;
            }
        });
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.MULTIPART_FORM_DATA);
        return asAgent().exchange(path, HttpMethod.POST, new HttpEntity<>(form, headers), answer);
    }

    protected ResponseEntity<JsonNode> get(String path) {
        return asAgent().getForEntity(path, JsonNode.class);
    }

    protected byte[] pdfOf(String partner, JsonNode document) {
        return Objects.requireNonNull(asAgent()
                .getForEntity(documentsOf(partner) + "/" + document.path("id").asLong() + "/pdf", byte[].class)
                .getBody());
    }

    protected TestRestTemplate asAgent() {
        return http.withBasicAuth(agent, Given.PASSWORD);
    }

    /** Where a form leads, as the browser that sent it goes there. */
    protected String pageAfter(ResponseEntity<String> sent) {
        assertThat(sent.getStatusCode()).isEqualTo(HttpStatus.FOUND);
        var headers = new HttpHeaders();
        sent.getHeaders()
                .getOrEmpty(HttpHeaders.SET_COOKIE)
                .forEach(cookie -> headers.add(HttpHeaders.COOKIE, cookie.replaceFirst(";.*", "")));
        var page = asAgent()
                .exchange(
                        Objects.requireNonNull(sent.getHeaders().getLocation()),
                        HttpMethod.GET,
                        new HttpEntity<>(headers),
                        String.class);
        assertThat(page.getStatusCode()).isEqualTo(HttpStatus.OK);
        return Objects.requireNonNull(page.getBody());
    }

    protected static JsonNode body(ResponseEntity<JsonNode> response) {
        return Objects.requireNonNull(response.getBody());
    }

    protected static String problemOf(ResponseEntity<JsonNode> response) {
        return body(response).path("type").asText().replaceFirst(".*/", "");
    }
}
