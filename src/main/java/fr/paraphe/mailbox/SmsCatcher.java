package fr.paraphe.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fr.paraphe.mailbox.CaughtSms.Status;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * As much of Twilio's interface as sending needs, on the loopback interface: create a message, fetch it, list by
 * recipient and day. It checks the credentials, refuses what Twilio refuses, and sends status callbacks.
 *
 * <p>A server of its own, and not a page of ours, so that its address is known before the application's is, and nobody
 * outside this machine reaches it.
 */
@Component
@ConditionalOnBooleanProperty("paraphe.mailbox.catches-sms")
class SmsCatcher {

    static final String HOST = "127.0.0.1";

    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final int MOST_IN_A_LIST = 1000;

    private final String account;
    private final CaughtMessages messages;
    private final DeliveryReceipts receipts;
    private final ObjectMapper json;
    private final Clock clock;
    private final ExecutorService workers = Executors.newFixedThreadPool(8);
    private final HttpServer server;

    SmsCatcher(
            MailboxSettings settings,
            @Value("${paraphe.message.sms.account-sid}") String account,
            @Value("${paraphe.message.sms.auth-token}") String token,
            CaughtMessages messages,
            DeliveryReceipts receipts,
            ObjectMapper json,
            Clock clock)
            throws IOException {
        this.account = account;
        this.messages = messages;
        this.receipts = receipts;
        this.json = json;
        this.clock = clock;
        // Without it each answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.server = HttpServer.create(new InetSocketAddress(HOST, settings.smsPort()), 0);
        server.setExecutor(workers);
        server.createContext("/2010-04-01/Accounts/" + account + "/Messages", this::handle)
                .setAuthenticator(new BasicAuthenticator("Twilio API") {
                    @Override
                    public boolean checkCredentials(String user, String password) {
                        return MessageDigest.isEqual(user.getBytes(UTF_8), account.getBytes(UTF_8))
                                && MessageDigest.isEqual(password.getBytes(UTF_8), token.getBytes(UTF_8));
                    }
                });
        server.start();
    }

    @PreDestroy
    void stop() {
        server.stop(0);
        workers.shutdownNow();
    }

    /** An answer: its status, and what becomes its JSON. */
    private record Answer(int status, Map<String, @Nullable Object> body) {

        /** A refusal with the provider's own error code. */
        static Answer refused(int status, int code, String message) {
            var body = new LinkedHashMap<String, @Nullable Object>();
            body.put("code", code);
            body.put("message", message);
            body.put("more_info", "https://www.twilio.com/docs/errors/" + code);
            body.put("status", status);
            return new Answer(status, body);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            var body = json.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var resource = path.substring(exchange.getHttpContext().getPath().length());
        var request = exchange.getRequestMethod() + " " + resource;
        if (request.equals("POST .json")) {
            return created(fields(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        }
        if (request.equals("GET .json")) {
            return listed(fields(exchange.getRequestURI().getRawQuery()));
        }
        if (request.matches("GET /SM\\w+\\.json")) {
            return fetched(resource.substring(1, resource.length() - ".json".length()));
        }
        return Answer.refused(404, 20404, "The requested resource " + path + " was not found");
    }

    private Answer created(Map<String, String> fields) {
        var to = fields.getOrDefault("To", "");
        var body = fields.getOrDefault("Body", "");
        if (to.isEmpty()) {
            return Answer.refused(400, 21604, "A 'To' phone number is required.");
        }
        if (!E164.matcher(to).matches()) {
            return Answer.refused(400, 21211, "Invalid 'To' Phone Number: " + to);
        }
        if (body.isEmpty()) {
            return Answer.refused(400, 21602, "Message body is required.");
        }
        var from = fields.getOrDefault("From", fields.getOrDefault("MessagingServiceSid", ""));
        var sid = "SM" + UUID.randomUUID().toString().replace("-", "");
        var sms = messages.keep(id -> new CaughtSms(id, clock.instant(), sid, from, to, body, Status.QUEUED));
        var callback = fields.get("StatusCallback");
        if (callback != null) {
            receipts.follow(sms, callback);
        }
        return new Answer(201, asJson(sms));
    }

    private Answer fetched(String sid) {
        return messages.sms(sms -> sms.sid().equals(sid), 1).stream()
                .findFirst()
                .map(sms -> new Answer(200, asJson(sms)))
                .orElseGet(() -> Answer.refused(404, 20404, "The message " + sid + " was not found"));
    }

    private Answer listed(Map<String, String> filters) {
        Predicate<CaughtSms> wanted = sms -> true;
        try {
            for (var filter : filters.entrySet()) {
                wanted = wanted.and(filter(filter.getKey(), filter.getValue()));
            }
        } catch (DateTimeParseException e) {
            return Answer.refused(400, 20001, "Invalid date: " + e.getParsedString());
        }
        var found = messages.sms(wanted, MOST_IN_A_LIST);
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("messages", found.stream().map(this::asJson).toList());
        body.put("page", 0);
        body.put("page_size", MOST_IN_A_LIST);
        body.put("next_page_uri", null);
        return new Answer(200, body);
    }

    /** Days are UTC, as at the provider. */
    private static Predicate<CaughtSms> filter(String name, String value) {
        return switch (name) {
            case "To" -> sms -> sms.to().equals(value);
            case "From" -> sms -> sms.from().equals(value);
            case "DateSent" -> sms -> day(sms).equals(date(value));
            case "DateSent>" -> sms -> !day(sms).isBefore(date(value));
            case "DateSent<" -> sms -> !day(sms).isAfter(date(value));
            default -> sms -> true;
        };
    }

    private static LocalDate day(CaughtSms sms) {
        return LocalDate.ofInstant(sms.at(), ZoneOffset.UTC);
    }

    /** A date, or the day of a date and time. */
    private static LocalDate date(String text) {
        return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
    }

    private Map<String, @Nullable Object> asJson(CaughtSms sms) {
        var at = RFC_2822.format(sms.at());
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("sid", sms.sid());
        body.put("account_sid", account);
        body.put("api_version", "2010-04-01");
        body.put("direction", "outbound-api");
        body.put("from", sms.from());
        body.put("to", sms.to());
        body.put("body", sms.body());
        body.put("status", sms.status().word());
        body.put("num_segments", Integer.toString(sms.segments()));
        body.put("num_media", "0");
        body.put("date_created", at);
        body.put("date_updated", at);
        body.put("date_sent", sms.status() == Status.QUEUED ? null : at);
        body.put("uri", "/2010-04-01/Accounts/" + account + "/Messages/" + sms.sid() + ".json");
        return body;
    }

    private static Map<String, String> fields(@Nullable String encoded) {
        var fields = new LinkedHashMap<String, String>();
        if (encoded == null || encoded.isEmpty()) {
            return fields;
        }
        for (var pair : encoded.split("&")) {
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            fields.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
        }
        return fields;
    }
}
