package fr.paraphe.message;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static fr.paraphe.message.MessageState.DELIVERED;
import static fr.paraphe.message.MessageState.FAILED;
import static fr.paraphe.message.MessageState.QUEUED;
import static fr.paraphe.message.MessageState.SENDING;
import static fr.paraphe.message.MessageState.SENT;
import static fr.paraphe.message.MessageState.UNCERTAIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import fr.paraphe.testing.SmsAccount;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;

class SmsSendingTest extends SendingTest {

    private static final String MESSAGES = "/2010-04-01/Accounts/" + SmsAccount.SID + "/Messages.json";
    private static final String ANNE = "+33612345678";
    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.US);

    /** The provider's id of the message in this test; no two messages have the same. */
    private final String sid = "SM" + UUID.randomUUID().toString().replace("-", "");

    @Autowired
    WireMockServer provider;

    @Autowired
    TestRestTemplate web;

    @Autowired
    MessageSettings settings;

    @Test
    @DisplayName("R-25 an SMS is one request that says the frozen text, from whom, to whom and where to report")
    void oneRequest() {
        var key = composed(Channel.SMS);
        providerAnswers(accepted());
        queue(key, ANNE);
        sendAll(key);

        assertThat(states(key)).containsExactly(SENT);
        assertThat(outcome(key, 1).providerId()).isEqualTo(sid);
        assertThat(posts()).hasSize(1);
        var request = posts().get(0);
        assertThat(form(request))
                .containsEntry("To", ANNE)
                .containsEntry("From", SmsAccount.FROM)
                .containsEntry("Body", FRENCH.body())
                .containsEntry("ValidityPeriod", "14400")
                .containsEntry("StatusCallback", callback(outcome(key, 1).messageId()));
        assertThat(request.getHeader("Authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder()
                                .encodeToString((SmsAccount.SID + ":" + SmsAccount.AUTH_TOKEN).getBytes(UTF_8)));
    }

    @ParameterizedTest(name = "Twilio {0}: {1}")
    @CsvSource({
        "21211, INVALID_NUMBER",
        "21614, NOT_A_MOBILE",
        "21610, OPTED_OUT",
        "21408, REGION_NOT_SERVED",
        "20422, REFUSED"
    })
    @DisplayName("R-32 an SMS that the provider refuses fails, with the reason")
    void refused(int code, FailureReason reason) {
        var key = composed(Channel.SMS);
        providerAnswers(error(400, code));
        queue(key, ANNE);
        sendAll(key);

        assertThat(outcome(key, 1).state()).isEqualTo(FAILED);
        assertThat(outcome(key, 1).reason()).isEqualTo(reason.name());
        assertThat(posts()).hasSize(1);
    }

    @Test
    @DisplayName("R-26 when the provider asks for a pause everybody waits as long as it says, and nobody twice")
    void tooMany() {
        clock.setTo("2026-09-16T09:00"); // so that the pause is over when the next test begins
        var key = composed(Channel.SMS);
        providerAnswers(error(429, 20429).withHeader("Retry-After", "7"), accepted());
        queue(key, ANNE, "+33612345679");

        var result = messages.sendBatch(key);
        assertThat(posts()).hasSize(1);
        assertThat(result.nextAttemptAt()).isEqualTo(clock.instant().plusSeconds(7));
        assertThat(states(key)).containsExactly(QUEUED, QUEUED);
        assertThat(messages.sendBatch(key).sent()).isZero();
        assertThat(posts()).hasSize(1);

        sendAll(key);
        assertThat(states(key)).containsExactly(SENT, SENT);
        assertThat(posts()).hasSize(3);
        assertThat(outcome(key, 1).attempts()).isEqualTo(1);
    }

    @Test
    @DisplayName("R-26 an SMS that the provider took before it failed is found there, and not sent again")
    void failedAfterTaking() {
        var key = composed(Channel.SMS);
        providerAnswers(error(500, 20500));
        providerHas(found(sid, "queued", clock.instant()));
        queue(key, ANNE);

        var result = messages.sendBatch(key);
        assertThat(states(key)).containsExactly(SENDING);
        assertThat(posts()).hasSize(1);
        assertThat(result.nextAttemptAt()).isEqualTo(clock.instant().plusSeconds(25));

        sendAll(key);
        assertThat(states(key)).containsExactly(SENT);
        assertThat(outcome(key, 1).providerId()).isEqualTo(sid);
        assertThat(posts()).hasSize(1);
        provider.verify(1, getRequestedFor(urlPathEqualTo(MESSAGES)));
    }

    @Test
    @DisplayName("R-26 an SMS that the provider did not take before it failed is sent again")
    void failedWithoutTaking() {
        var key = composed(Channel.SMS);
        providerAnswers(error(503, 20503), accepted());
        providerHas(
                found(sid + "0", "delivered", clock.instant().minus(Duration.ofDays(1))),
                found(sid + "1", "delivered", clock.instant()).replace("contrat", "autre contrat"));
        queue(key, ANNE);
        sendAll(key);

        assertThat(states(key)).containsExactly(SENT);
        assertThat(posts()).hasSize(2);
        assertThat(outcome(key, 1).attempts()).isEqualTo(2);
    }

    @Test
    @DisplayName("R-26 an SMS that the provider answers after its time-out is not sent twice")
    void answeredTooLate() {
        var key = composed(Channel.SMS);
        providerAnswers(accepted().withFixedDelay(4000));
        providerHas(found(sid, "delivered", clock.instant()));
        queue(key, ANNE);

        messages.sendBatch(key);
        assertThat(states(key)).containsExactly(SENDING);
        sendAll(key);

        assertThat(states(key)).containsExactly(DELIVERED);
        assertThat(posts()).hasSize(1);
    }

    @Test
    void aConnectionThatBreaksIsNoReasonToSendAgain() {
        var key = composed(Channel.SMS);
        providerAnswers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        providerHas(found(sid, "undelivered", clock.instant()).replace("\"error_code\":null", "\"error_code\":30003"));
        queue(key, ANNE);
        sendAll(key);

        assertThat(outcome(key, 1).state()).isEqualTo(FAILED);
        assertThat(outcome(key, 1).reason()).isEqualTo("UNREACHABLE");
        assertThat(posts()).hasSize(1);
    }

    @Test
    @DisplayName("R-26 as long as the provider cannot be asked, an SMS of unknown fate waits")
    void notToBeAsked() {
        var key = composed(Channel.SMS);
        providerAnswers(error(500, 20500));
        provider.stubFor(get(urlPathEqualTo(MESSAGES)).willReturn(error(500, 20500)));
        queue(key, ANNE);
        messages.sendBatch(key);

        for (var n = 0; n < 8; n++) {
            clock.advance(Duration.ofSeconds(25));
            assertThat(messages.sendBatch(key).more()).isTrue();
        }

        assertThat(states(key)).containsExactly(SENDING);
        assertThat(posts()).hasSize(1);
    }

    @Test
    @DisplayName("R-32 an SMS whose fate nobody can tell waits for a person")
    void ambiguous() {
        var key = composed(Channel.SMS);
        providerAnswers(error(500, 20500));
        providerHas(found(sid + "1", "sent", clock.instant()), found(sid + "2", "sent", clock.instant()));
        queue(key, ANNE);
        assertThat(sendAll(key)).last().extracting(BatchResult::more).isEqualTo(false);

        assertThat(states(key)).containsExactly(UNCERTAIN);
        assertThat(posts()).hasSize(1);

        messages.decideUncertain(key, 1, UncertainDecision.WAS_SENT);
        assertThat(outcome(key, 1).state()).isEqualTo(SENT);
        assertThat(outcome(key, 1).sentAt()).isNotNull();
    }

    @Test
    @DisplayName(
            "R-32 who is given up is not tried again; a receipt that comes after all counts more than the decision")
    void givenUp() {
        var key = composed(Channel.SMS);
        providerAnswers(error(500, 20500));
        providerHas(found(sid + "1", "sent", clock.instant()), found(sid + "2", "sent", clock.instant()));
        queue(key, ANNE);
        sendAll(key);
        messages.decideUncertain(key, 1, UncertainDecision.GIVE_UP);

        assertThat(messages.progress(key).retryable()).isZero();
        assertThat(messages.retryFailures(key, RECIPIENTS, recipients("fr", List.of(ANNE))))
                .isZero();
        assertThat(outcome(key, 1).reason()).isEqualTo("GIVEN_UP");

        report(key, sid, "delivered", null);
        assertThat(outcome(key, 1).state()).isEqualTo(DELIVERED);
        assertThat(outcome(key, 1).reason()).isNull();
    }

    @Test
    @DisplayName("R-26 an SMS that a killed node was sending is looked up first, and only sent if it is not there")
    void killed() {
        var key = composed(Channel.SMS);
        providerAnswers(accepted());
        providerHas(found(sid, "sent", clock.instant()));
        queue(key, ANNE);
        aSenderIsKilledWhileItSends(key);
        sendAll(key);
        assertThat(states(key)).containsExactly(SENT);
        assertThat(posts()).isEmpty();

        var other = composed(Channel.SMS);
        queue(other, ANNE);
        aSenderIsKilledWhileItSends(other);
        sendAll(other);
        assertThat(states(other)).containsExactly(SENT);
        assertThat(posts()).as("what is there is the other run's").hasSize(1);
    }

    @Test
    void aProviderThatRefusesOurAccountIsDownForEverybody() {
        var key = composed(Channel.SMS);
        providerAnswers(error(401, 20003));
        queue(key, ANNE);

        assertThatExceptionOfType(ProviderDown.class).isThrownBy(() -> messages.sendBatch(key));
        assertThat(states(key)).containsExactly(QUEUED);
        assertThat(outcome(key, 1).attempts()).isZero();
    }

    @Test
    void threeWithoutAnAnswerInARowMeanThatTheProviderIsDown() {
        var key = composed(Channel.SMS);
        providerAnswers(error(500, 20500));
        queue(key, "fr", Collections.nCopies(10, ANNE));

        assertThatExceptionOfType(ProviderDown.class).isThrownBy(() -> messages.sendBatch(key));
        assertThat(posts()).hasSize(3);
        assertThat(messages.progress(key).count(QUEUED)).isEqualTo(7);
    }

    @Test
    @DisplayName("R-32 the provider's receipt is recorded, once, and never backwards")
    void receipts() {
        var key = composed(Channel.SMS);
        providerAnswers(accepted());
        queue(key, ANNE);
        sendAll(key);

        assertThat(report(key, sid, "delivered", null).value()).isEqualTo(204);
        assertThat(report(key, sid, "sent", null).value()).isEqualTo(204);
        report(key, sid, "undelivered", 30003);

        assertThat(outcome(key, 1).state()).isEqualTo(DELIVERED);
        assertThat(outcome(key, 1).finishedAt()).isEqualTo(clock.instant());
    }

    @ParameterizedTest(name = "Twilio {0}: {1}")
    @CsvSource({
        "30003, UNREACHABLE",
        "30004, BLOCKED",
        "30005, UNKNOWN_NUMBER",
        "30006, NOT_A_MOBILE",
        "30007, FILTERED",
        "30008, NOT_DELIVERED"
    })
    @DisplayName("R-32 an SMS that does not arrive fails, with the reason")
    void notDelivered(int code, FailureReason reason) {
        var key = composed(Channel.SMS);
        providerAnswers(accepted());
        queue(key, ANNE);
        sendAll(key);
        report(key, sid, "undelivered", code);

        assertThat(outcome(key, 1).state()).isEqualTo(FAILED);
        assertThat(outcome(key, 1).reason()).isEqualTo(reason.name());
    }

    @Test
    @DisplayName("R-32 a receipt that overtakes our own note of the sending counts")
    void overtaken() {
        var key = composed(Channel.SMS);
        queue(key, ANNE);
        try (var sender = anotherSender(key)) {
            var message = requireNonNull(sender.claim(10));
            report(key, sid, "delivered", null);
            var now = clock.instant();
            sender.record(message, new Recorded(SENT, null, null, sid, false, now, now, null));
        }

        assertThat(outcome(key, 1).state()).isEqualTo(DELIVERED);
        assertThat(outcome(key, 1).providerId()).isEqualTo(sid);
        assertThat(outcome(key, 1).sentAt()).isNotNull();
    }

    @Test
    void aReportAboutAnotherSendingIsIgnored() {
        var key = composed(Channel.SMS);
        providerAnswers(accepted());
        queue(key, ANNE);
        sendAll(key);
        report(key, "SManother", "failed", 30003);

        assertThat(outcome(key, 1).state()).isEqualTo(SENT);
    }

    @Test
    @DisplayName("R-32 a report that the provider did not sign is refused")
    void forged() {
        var key = composed(Channel.SMS);
        providerAnswers(accepted());
        queue(key, ANNE);
        sendAll(key);
        var message = outcome(key, 1).messageId();
        var report = Map.of("MessageSid", sid, "MessageStatus", "delivered");

        assertThat(report(message, report, signature(callback(message + 1), report))
                        .value())
                .isEqualTo(403);
        assertThat(report(message, report, "").value()).isEqualTo(403);
        assertThat(outcome(key, 1).state()).isEqualTo(SENT);
    }

    // the provider

    /** Answers to POSTs, in this order; the last one again and again. */
    @Test
    @DisplayName("R-26 the provider gets no more messages a second than the setting says, from all senders together")
    void messagesASecond() {
        var carrier = new SmsCarrier(withPerSecond(5), jdbc, clock, List.of());
        try (var one = carrier.open("any", Map.of());
                var other = carrier.open("any", Map.of())) {
            assertThat(turns(one, 3) + turns(other, 100)).isEqualTo(5);

            clock.advance(Duration.ofMillis(199));
            assertThat(turns(one, 100)).isZero();
            clock.advance(Duration.ofMillis(1));
            assertThat(turns(one, 100) + turns(other, 100)).isEqualTo(1);
            clock.advance(Duration.ofHours(1));
            assertThat(turns(one, 100) + turns(other, 100)).isEqualTo(5);
        }
    }

    private static int turns(Carrier.Round round, int most) {
        var turns = 0;
        while (turns < most && round.awaitTurn(Duration.ZERO)) {
            turns++;
        }
        return turns;
    }

    private MessageSettings withPerSecond(int messages) {
        var sms = settings.sms();
        return new MessageSettings(
                settings.batch(),
                settings.attempts(),
                settings.firstRetryAfter(),
                settings.recoverAfter(),
                settings.failuresInARow(),
                settings.unansweredInARow(),
                settings.mail(),
                new MessageSettings.Sms(
                        sms.baseUrl(),
                        sms.accountSid(),
                        sms.authToken(),
                        sms.from(),
                        sms.callbackUrl(),
                        messages,
                        sms.answerWithin(),
                        sms.validity(),
                        sms.atAnyHour()));
    }

    private void providerAnswers(ResponseDefinitionBuilder... answers) {
        for (var n = 0; n < answers.length; n++) {
            provider.stubFor(post(urlPathEqualTo(MESSAGES))
                    .inScenario("provider")
                    .whenScenarioStateIs(n == 0 ? Scenario.STARTED : "answer " + n)
                    .willSetStateTo("answer " + Math.min(n + 1, answers.length - 1))
                    .willReturn(answers[n]));
        }
        if (answers.length == 1) {
            provider.stubFor(post(urlPathEqualTo(MESSAGES)).willReturn(answers[0]));
        }
    }

    private void providerHas(String... messages) {
        provider.stubFor(get(urlPathEqualTo(MESSAGES))
                .willReturn(json(200, "{\"messages\":[" + String.join(",", messages) + "],\"page_size\":50}")));
    }

    private ResponseDefinitionBuilder accepted() {
        return json(201, found(sid, "queued", clock.instant()));
    }

    private static ResponseDefinitionBuilder error(int status, int code) {
        return json(status, "{\"code\":%d,\"message\":\"no\",\"status\":%d}".formatted(code, status));
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    private static String found(String sid, String status, Instant created) {
        return """
                {"sid":"%s","status":"%s","to":"%s","body":"%s","date_created":"%s","error_code":null}""".formatted(
                        sid,
                        status,
                        ANNE,
                        FRENCH.body().replace("\n", "\\n"),
                        RFC_2822.format(created.atOffset(ZoneOffset.UTC)));
    }

    private List<LoggedRequest> posts() {
        return provider.findAll(postRequestedFor(urlPathEqualTo(MESSAGES)));
    }

    private static Map<String, String> form(LoggedRequest request) {
        var form = new TreeMap<String, String>();
        for (var field : request.getBodyAsString().split("&")) {
            var parts = field.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        return form;
    }

    // its reports

    private static String callback(long message) {
        return "http://localhost:8080/callbacks/twilio/status/" + message;
    }

    private HttpStatusCode report(DispatchKey key, String sid, String status, @Nullable Integer errorCode) {
        var message = outcome(key, 1).messageId();
        var report = new TreeMap<>(Map.of("MessageSid", sid, "MessageStatus", status));
        if (errorCode != null) {
            report.put("ErrorCode", errorCode.toString());
        }
        return report(message, report, signature(callback(message), report));
    }

    private HttpStatusCode report(long message, Map<String, String> report, String signature) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        headers.set("X-Twilio-Signature", signature);
        var form = new LinkedMultiValueMap<String, String>();
        report.forEach(form::add);
        return web.postForEntity("/callbacks/twilio/status/" + message, new HttpEntity<>(form, headers), Void.class)
                .getStatusCode();
    }

    /** As Twilio signs: HMAC-SHA1 of the address, then each field's name and value in order of the names. */
    private static String signature(String url, Map<String, String> report) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(SmsAccount.AUTH_TOKEN.getBytes(UTF_8), "HmacSHA1"));
            var signed = Stream.concat(
                            Stream.of(url),
                            new TreeMap<>(report).entrySet().stream().map(field -> field.getKey() + field.getValue()))
                    .collect(joining());
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
