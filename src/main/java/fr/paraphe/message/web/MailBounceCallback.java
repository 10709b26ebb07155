package fr.paraphe.message.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.paraphe.message.MailBounces;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The mail service reports a mail that came back. Without its signature nobody is listened to. */
@RestController
class MailBounceCallback {

    /**
     * @param messageId the mail's header of that name
     * @param kind {@code hard}: the address will never work; {@code soft}: it did not this time
     */
    record Bounce(
            @Nullable String messageId,
            @Nullable String kind,
            @Nullable String reason) {}

    private final MailBounces bounces;
    private final ObjectMapper json;

    MailBounceCallback(MailBounces bounces, ObjectMapper json) {
        this.bounces = bounces;
        this.json = json;
    }

    /** The signature is over the bytes as they came, so they are read as such first. */
    @PostMapping(path = "/callbacks/mail/bounces", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> report(
            @RequestBody byte[] report,
            @RequestHeader(name = "X-Paraphe-Signature", defaultValue = "") String signature) {
        if (!bounces.isGenuine(report, signature)) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        var bounce = read(report);
        if (bounce == null || bounce.messageId() == null || bounce.kind() == null) {
            return ResponseEntity.badRequest().build();
        }
        var hard = bounce.kind().toLowerCase(Locale.ROOT).equals("hard");
        return bounces.record(bounce.messageId(), hard, bounce.reason())
                ? ResponseEntity.noContent().build()
                : ResponseEntity.notFound().build();
    }

    private @Nullable Bounce read(byte[] report) {
        try {
            return json.readValue(report, Bounce.class);
        } catch (IOException e) {
            return null;
        }
    }
}
