package fr.paraphe.portal.web;

import fr.paraphe.vault.PartnerVault.Opened;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A document as the browser shows it. */
final class Pdfs {

    private Pdfs() {}

    static ResponseEntity<byte[]> shown(Opened opened) {
        var name = ContentDisposition.inline()
                .filename(opened.document().fileName(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .body(opened.pdf());
    }
}
