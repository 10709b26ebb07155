package fr.paraphe.vault.web;

import fr.paraphe.partner.PartnerKind;
import fr.paraphe.vault.DocumentId;
import fr.paraphe.vault.DocumentReader;
import fr.paraphe.vault.DocumentReader.Channel;
import fr.paraphe.vault.DocumentReading;
import fr.paraphe.vault.PartnerVault;
import fr.paraphe.vault.SealValidation;
import fr.paraphe.vault.SignatureState;
import fr.paraphe.vault.VaultDocument;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Documents", description = "The vaults of your partners: what is filed there never changes")
class DocumentApi {

    static final int READINGS_TOLD = 200;

    private static final String ACCOUNT = "Code of one of your accounts; absent: the one where you work";

    /**
     * @param sha256 of the PDF, as 64 hexadecimal digits
     * @param origin where it comes from; a partner has each once
     * @param retainedUntil the last day of its retention
     * @param firstReadAt when its partner first opened it; absent: unread
     */
    record DocumentView(
            long id,
            String type,
            String name,
            String sha256,
            int bytes,
            String origin,
            Instant filedAt,
            String filedBy,
            LocalDate retainedUntil,
            SignatureState signature,
            @Nullable Instant signatureAt,
            @Nullable Instant firstReadAt) {

        static DocumentView of(VaultDocument document) {
            return new DocumentView(
                    document.id().value(),
                    document.type(),
                    document.name(),
                    document.sha256().hex(),
                    document.bytes(),
                    document.origin(),
                    document.filedAt(),
                    document.filedBy(),
                    document.retainedUntil(),
                    document.signature(),
                    document.signatureAt(),
                    document.firstReadAt());
        }
    }

    /** @param next address of the next page, relative to this one; absent on the last */
    record DocumentPage(
            List<DocumentView> documents, @Nullable String next) {}

    private final SeenVaults seen;
    private final PartnerVault vault;
    private final FilingDesk desk;
    private final SealValidation seals;

    DocumentApi(SeenVaults seen, PartnerVault vault, FilingDesk desk, SealValidation seals) {
        this.seen = seen;
        this.vault = vault;
        this.desk = desk;
        this.seals = seals;
    }

    @GetMapping("/api/partners/{reference}/documents")
    @Operation(summary = "The documents of a partner, the latest first, page by page")
    DocumentPage list(
            @PathVariable String reference,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account,
            @ParameterObject VaultQuery query,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        var partner = seen.partner(account, reference);
        var page = vault.page(Set.of(partner.id()), query.filter(), query.place(), limit);
        return new DocumentPage(page.documents().stream().map(DocumentView::of).toList(), VaultQuery.next(page.next()));
    }

    @PostMapping(path = "/api/partners/{reference}/documents", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "File a PDF to a partner (agents and managers)",
            description = "The same origin again changes nothing: the answer is then 200 with what is there.")
    ResponseEntity<DocumentView> file(
            @PathVariable String reference,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account,
            @Valid @ModelAttribute Upload upload) {
        var partner = seen.partner(account, reference);
        var filed = desk.file(upload, partner);
        return ResponseEntity.status(filed.added() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(DocumentView.of(vault.document(filed.document(), Set.of(partner.id()))));
    }

    @GetMapping("/api/partners/{reference}/documents/{id}")
    @Operation(summary = "What is known of a document")
    DocumentView one(
            @PathVariable String reference,
            @PathVariable long id,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account) {
        return DocumentView.of(vault.document(
                new DocumentId(id), Set.of(seen.partner(account, reference).id())));
    }

    @GetMapping("/api/partners/{reference}/documents/{id}/readings")
    @Operation(summary = "Who opened a document, when and by which door: the latest 200, the latest first")
    List<DocumentReading> readings(
            @PathVariable String reference,
            @PathVariable long id,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account) {
        return vault.readings(
                new DocumentId(id), Set.of(seen.partner(account, reference).id()), READINGS_TOLD);
    }

    @GetMapping("/api/partners/{reference}/documents/{id}/pdf")
    @Operation(summary = "The PDF; the ETag is its SHA-256. Each reading is remembered")
    ResponseEntity<byte[]> pdf(
            @PathVariable String reference,
            @PathVariable long id,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account) {
        return pdf(open(reference, id, account));
    }

    @GetMapping("/api/partners/{reference}/documents/{id}/seal")
    @Operation(
            summary = "Whether the account's seal on a document is intact, who made it and when",
            description = "Checked here and now, without asking anybody else.")
    SealValidation.Verdict seal(
            @PathVariable String reference,
            @PathVariable long id,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account) {
        return seals.validate(open(reference, id, account).pdf());
    }

    @PostMapping(path = "/api/documents", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "File one PDF to all partners of some kinds (agents and managers)",
            description = "The answer says how many got it now; with the same origin, those who have it stay out.")
    FilingDesk.Distributed distribute(
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account,
            @Parameter(description = "The relation with the account; may be repeated") @RequestParam @NotEmpty
                    Set<PartnerKind> kind,
            @Valid @ModelAttribute Upload upload) {
        return desk.file(upload, seen.account(account), kind);
    }

    private PartnerVault.Opened open(String reference, long id, @Nullable String account) {
        return vault.open(
                new DocumentId(id),
                Set.of(seen.partner(account, reference).id()),
                DocumentReader.staff(seen.userId(), Channel.REST));
    }

    static ResponseEntity<byte[]> pdf(PartnerVault.Opened opened) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(opened.document().fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .eTag(opened.document().sha256().hex())
                .body(opened.pdf());
    }
}
