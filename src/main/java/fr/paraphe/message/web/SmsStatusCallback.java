package fr.paraphe.message.web;

import fr.paraphe.message.SmsReceipts;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The provider reports what became of an SMS. Without its signature nobody is listened to. */
@RestController
class SmsStatusCallback {

    private final SmsReceipts receipts;

    SmsStatusCallback(SmsReceipts receipts) {
        this.receipts = receipts;
    }

    @PostMapping(path = "/callbacks/twilio/status/{messageId}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> report(
            @PathVariable long messageId,
            @RequestParam Map<String, String> report,
            @RequestHeader(name = "X-Twilio-Signature", defaultValue = "") String signature) {
        if (!receipts.isGenuine(messageId, report, signature)) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        receipts.record(messageId, report);
        return ResponseEntity.noContent().build();
    }
}
