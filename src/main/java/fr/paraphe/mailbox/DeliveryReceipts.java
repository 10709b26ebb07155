package fr.paraphe.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.paraphe.mailbox.CaughtSms.Status;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Lets caught SMS come along as real ones do: sent after a moment, delivered after another, each told to the message's
 * status callback with the provider's signature.
 *
 * <p>The signature is for the callback's address as it was given, but the call goes to this application's own port: a
 * caught SMS tells nobody else.
 */
@Component
@ConditionalOnBooleanProperty("paraphe.mailbox.catches-sms")
class DeliveryReceipts {

    private static final Logger log = LoggerFactory.getLogger(DeliveryReceipts.class);

    private final CaughtMessages messages;
    private final Duration delay;
    private final String account;
    private final SecretKeySpec key;
    private final Environment environment;
    private final ScheduledExecutorService time = Executors.newScheduledThreadPool(2);
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    DeliveryReceipts(
            CaughtMessages messages,
            MailboxSettings settings,
            @Value("${paraphe.message.sms.account-sid}") String account,
            @Value("${paraphe.message.sms.auth-token}") String token,
            Environment environment) {
        this.messages = messages;
        this.delay = settings.receiptDelay();
        this.account = account;
        this.key = new SecretKeySpec(token.getBytes(UTF_8), "HmacSHA1");
        this.environment = environment;
    }

    @PreDestroy
    void stop() {
        time.shutdownNow();
    }

    /** Sends this SMS its receipts in time. */
    void follow(CaughtSms sms, String callback) {
        time.schedule(() -> tell(sms, Status.SENT, callback), delay.toMillis(), TimeUnit.MILLISECONDS);
        time.schedule(() -> tell(sms, Status.DELIVERED, callback), 2 * delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tell(CaughtSms sms, Status status, String callback) {
        messages.update(sms.id(), current -> current.now(status));
        var fields = new TreeMap<>(Map.of(
                "AccountSid",
                account,
                "ApiVersion",
                "2010-04-01",
                "From",
                sms.from(),
                "MessageSid",
                sms.sid(),
                "MessageStatus",
                status.word(),
                "SmsSid",
                sms.sid(),
                "SmsStatus",
                status.word(),
                "To",
                sms.to()));
        try {
            var request = HttpRequest.newBuilder(here(callback))
                    .timeout(Duration.ofSeconds(15))
                    .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                    .header("X-Twilio-Signature", signature(callback, fields))
                    .POST(BodyPublishers.ofString(encoded(fields)))
                    .build();
            var answer = http.send(request, BodyHandlers.discarding());
            if (answer.statusCode() >= 400) {
                log.warn("The status callback of {} answered {}", sms.sid(), answer.statusCode());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            log.warn("The status callback of {} failed", sms.sid(), e);
        }
    }

    private URI here(String callback) {
        var given = URI.create(callback);
        var query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
        return URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port")
                + given.getRawPath() + query);
    }

    private static String encoded(SortedMap<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The provider's: HMAC-SHA1 of the address and of all names and values in the order of their names. */
    private String signature(String address, SortedMap<String, String> fields) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(key);
        mac.update(address.getBytes(UTF_8));
        fields.forEach((name, value) -> mac.update((name + value).getBytes(UTF_8)));
        return Base64.getEncoder().encodeToString(mac.doFinal());
    }
}
