package fr.paraphe.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.exception.ApiException;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.security.RequestValidator;
import com.twilio.type.PhoneNumber;
import java.net.URI;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpStatus;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

@SpringBootTest(
        classes = MailboxSlice.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"paraphe.mailbox.receipt-delay=20ms", "spring.main.banner-mode=off", "logging.level.root=warn"})
class MailboxTest {

    private static final String CALLBACK = "https://paraphe.example/callbacks/twilio";

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private JavaMailSender mailSender;

    @Autowired
    private CaughtMessages messages;

    @Autowired
    private MailboxSlice.Callbacks callbacks;

    @Autowired
    private Environment environment;

    @Test
    @DisplayName("A mail sent by Jakarta Mail is shown: list, text, HTML, attachment")
    void mail() throws Exception {
        var mail = mailSender.createMimeMessage();
        var parts = new MimeMessageHelper(mail, true, "UTF-8");
        parts.setFrom("paraphe@interim-rhone.example");
        parts.setTo("zoe.martin@exemple.fr");
        parts.setSubject("Votre contrat attend votre signature à Lyon");
        parts.setText("Bonjour Zoé, signez avant 18 h.", "<p style=\"color:red\">Bonjour <b>Zoé</b></p>");
        parts.addAttachment("contrat n° 12.pdf", new ByteArrayResource("%PDF-1.7".getBytes(UTF_8)));
        mailSender.send(mail);

        var listed = only("/mailbox/api/messages?kind=MAIL&text=à lyon");
        assertThat(listed.get("to").textValue()).isEqualTo("zoe.martin@exemple.fr");
        assertThat(listed.get("from").textValue()).isEqualTo("paraphe@interim-rhone.example");
        assertThat(listed.get("text").textValue()).isEqualTo("Bonjour Zoé, signez avant 18 h.");
        assertThat(listed.get("attachments").get(0).textValue()).isEqualTo("contrat n° 12.pdf");
        assertThat(page("/mailbox?text=Lyon"))
                .contains("zoe.martin@exemple.fr", "Votre contrat attend votre signature à Lyon");

        var address = "/mailbox/mails/" + listed.get("id").asLong();
        assertThat(page(address)).contains("signez avant 18 h.", "sandbox=", address + "/html", "Message-ID");
        var html = http.getForEntity(address + "/html", String.class);
        assertThat(html.getBody()).isEqualTo("<p style=\"color:red\">Bonjour <b>Zoé</b></p>");
        assertThat(html.getHeaders().get("Content-Security-Policy"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("default-src 'none'")
                .contains("sandbox")
                .doesNotContain("allow-scripts");
        var attachment = http.getForEntity(address + "/attachments/0", String.class);
        assertThat(attachment.getBody()).isEqualTo("%PDF-1.7");
        assertThat(attachment.getHeaders().getContentDisposition().isAttachment())
                .isTrue();
        assertThat(http.getForEntity(address + "/attachments/1", String.class).getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    @DisplayName("An SMS posted by Twilio's SDK is shown on a phone, and its signed receipts arrive")
    void sms() throws Exception {
        var sent = Message.creator(new PhoneNumber("+33612345678"), "Paraphe", "Bonjour, votre contrat « CDD » attend…")
                .setStatusCallback(URI.create(CALLBACK))
                .create(twilio(token()));

        assertThat(sent.getStatus()).isEqualTo(Message.Status.QUEUED);
        assertThat(sent.getNumSegments()).isEqualTo("1");
        var listed = only("/mailbox/api/messages?kind=SMS&text=CDD");
        assertThat(listed.get("to").textValue()).isEqualTo("+33612345678");
        assertThat(listed.get("sid").textValue()).isEqualTo(sent.getSid());
        assertThat(page("/mailbox/sms/" + listed.get("id").asLong()))
                .contains("Bonjour, votre contrat « CDD » attend…", "+33612345678", "1 segment");

        var calls = callbacks.about(sent.getSid(), 2);
        assertThat(calls)
                .extracting(MailboxSlice.Callbacks.Call::status)
                .containsExactlyInAnyOrder("sent", "delivered");
        assertThat(calls)
                .allSatisfy(call -> assertThat(
                                new RequestValidator(token()).validate(CALLBACK, call.fields(), call.signature()))
                        .isTrue());
        assertThat(page("/mailbox?kind=SMS&text=CDD")).contains("badge");
    }

    @Test
    @DisplayName("Twilio's SDK finds an SMS again by recipient and day, and by its id")
    void smsFoundAgain() {
        var twilio = twilio(token());
        var sent = Message.creator(new PhoneNumber("+33698765432"), "Paraphe", "Rappel")
                .create(twilio);

        var today = ZonedDateTime.of(
                sent.getDateCreated().withZoneSameInstant(ZoneOffset.UTC).toLocalDate(),
                LocalTime.MIDNIGHT,
                ZoneOffset.UTC);
        assertThat(sidsFor("+33698765432", today, twilio)).containsExactly(sent.getSid());
        assertThat(sidsFor("+33698765432", today.minusDays(1), twilio)).isEmpty();
        assertThat(sidsFor("+33600000000", today, twilio)).isEmpty();
        assertThat(Message.fetcher(sent.getSid()).fetch(twilio).getBody()).isEqualTo("Rappel");
    }

    @Test
    @DisplayName("What Twilio refuses is refused: wrong credentials, wrong number, no text")
    void smsRefused() {
        assertThatThrownBy(() -> Message.creator(new PhoneNumber("+33612345678"), "Paraphe", "Rappel")
                        .create(twilio("wrong")))
                .isInstanceOf(ApiException.class);
        assertRefused(21211, "0612345678", "Rappel");
        assertRefused(21602, "+33612345678", "");
        assertThat(messages.count(message -> message.to().equals("0612345678"))).isZero();
    }

    @Test
    @DisplayName(
            "A thousand mails over one connection are taken at once; the page shows the newest, and leads to the older ones")
    void manyMails() throws Exception {
        var mails = IntStream.range(0, 1000)
                .mapToObj(i -> {
                    var mail = new SimpleMailMessage();
                    mail.setFrom("paraphe@example.org");
                    mail.setTo("salarie-%04d@exemple.fr".formatted(i));
                    mail.setSubject("Relance en nombre");
                    mail.setText("Bonjour");
                    return mail;
                })
                .toArray(SimpleMailMessage[]::new);

        mailSender.send(mails);

        var found = http.getForObject("/mailbox/api/messages?text=en nombre&limit=1", JsonNode.class);
        assertThat(found.get("count").asLong()).isEqualTo(1000);
        var newest = page("/mailbox?text=en nombre");
        assertThat(newest)
                .contains("1\u202F000 messages", "salarie-0999@exemple.fr")
                .doesNotContain("salarie-0949");
        var before = found.get("messages").get(0).get("id").asLong() - 49;
        assertThat(newest).contains("before=" + before);
        assertThat(page("/mailbox?text=en nombre&before=" + before))
                .contains("salarie-0949@exemple.fr")
                .doesNotContain("salarie-0950");
    }

    @Test
    @DisplayName("A search without result says so, in both languages; a message that is not kept is not found")
    void nothing() {
        assertThat(page("/mailbox?text=introuvable")).contains("Aucun message ne correspond.");
        assertThat(page("/mailbox?text=introuvable&lang=en")).contains("No message matches.");
        assertThat(http.getForEntity("/mailbox/mails/999999", String.class).getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(http.getForEntity("/mailbox/sms/999999", String.class).getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    private void assertRefused(int code, String to, String body) {
        assertThatThrownBy(() ->
                        Message.creator(new PhoneNumber(to), "Paraphe", body).create(twilio(token())))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(code));
    }

    private static Iterable<String> sidsFor(String number, ZonedDateTime day, TwilioRestClient twilio) {
        var found =
                Message.reader().setTo(new PhoneNumber(number)).setDateSent(day).read(twilio);
        return StreamSupport.stream(found.spliterator(), false)
                .map(Message::getSid)
                .toList();
    }

    private JsonNode only(String address) {
        var found = http.getForObject(address, JsonNode.class);
        assertThat(found.get("count").asLong()).isEqualTo(1);
        return found.get("messages").get(0);
    }

    private String page(String address) {
        var answer = http.getForEntity(address, String.class);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
        return answer.getBody();
    }

    /** The SDK's own client, whose connections lead to the catcher instead of the provider. */
    private TwilioRestClient twilio(String token) {
        var catcher = new HttpRoute(HttpHost.create(URI.create(sms("base-url"))));
        return new TwilioRestClient.Builder(sms("account-sid"), token)
                .httpClient(new NetworkHttpClient(
                        HttpClientBuilder.create().setRoutePlanner((provider, context) -> catcher)))
                .build();
    }

    private String token() {
        return sms("auth-token");
    }

    private String sms(String setting) {
        return environment.getRequiredProperty("paraphe.message.sms." + setting);
    }
}
