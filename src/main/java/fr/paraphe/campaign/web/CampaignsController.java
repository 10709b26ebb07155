package fr.paraphe.campaign.web;

import fr.paraphe.campaign.CampaignContent;
import fr.paraphe.campaign.CampaignDeliveries;
import fr.paraphe.campaign.CampaignDelivery;
import fr.paraphe.campaign.CampaignDocument;
import fr.paraphe.campaign.CampaignDocuments;
import fr.paraphe.campaign.CampaignEditing;
import fr.paraphe.campaign.CampaignKind;
import fr.paraphe.campaign.CampaignLaunching;
import fr.paraphe.campaign.CampaignNumber;
import fr.paraphe.campaign.CampaignPage;
import fr.paraphe.campaign.CampaignParameters;
import fr.paraphe.campaign.CampaignReading;
import fr.paraphe.campaign.CampaignState;
import fr.paraphe.campaign.CampaignSummary;
import fr.paraphe.campaign.process.CampaignProcess;
import fr.paraphe.problem.ProblemTexts;
import fr.paraphe.problem.ProblemTexts.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Information campaigns for scripts. A draft and a campaign that runs are changed by the same requests; each answers
 * the campaign as it is afterwards.
 */
@RestController
@RequestMapping("/api/campaigns")
@Tag(name = "Campaigns", description = "A message and documents for a population, each partner once")
class CampaignsController {

    private static final String PAGE_SIZE = "50";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final CampaignProcess process;
    private final CampaignFilling filling;
    private final CampaignEditing editing;
    private final CampaignDocuments documents;
    private final CampaignLaunching launching;
    private final CampaignReading reading;
    private final CampaignDeliveries deliveries;
    private final ProblemTexts texts;

    CampaignsController(
            CampaignProcess process,
            CampaignFilling filling,
            CampaignEditing editing,
            CampaignDocuments documents,
            CampaignLaunching launching,
            CampaignReading reading,
            CampaignDeliveries deliveries,
            ProblemTexts texts) {
        this.process = process;
        this.filling = filling;
        this.editing = editing;
        this.documents = documents;
        this.launching = launching;
        this.reading = reading;
        this.deliveries = deliveries;
        this.texts = texts;
    }

    @PostMapping
    @Operation(
            summary = "Create a draft (managers)",
            description = "201 for a new draft; 200 for the one that the same request with the same Idempotency-Key has"
                    + " created before.")
    ResponseEntity<CampaignResponse> create(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @Valid @RequestBody CreateCampaign body,
            Locale locale) {
        var started = filling.create(body, idempotencyKey);
        var response = response(started.number(), locale);
        return started.isNew()
                ? ResponseEntity.created(URI.create("/api/campaigns/" + started.number()))
                        .body(response)
                : ResponseEntity.ok(response);
    }

    @GetMapping
    @Operation(summary = "The campaigns that you may see, the newest first; abandoned drafts if asked for")
    CampaignPage<CampaignSummary> list(
            @RequestParam(required = false) @Nullable CampaignState state,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = PAGE_SIZE) @Min(1) @Max(200) int limit) {
        return reading.list(state, after, limit);
    }

    @GetMapping("/{number}")
    @Operation(summary = "A campaign: its state, figures, documents and history, and what a draft still needs")
    CampaignResponse one(@PathVariable CampaignNumber number, Locale locale) {
        return response(number, locale);
    }

    /**
     * @param startsOn null: the day of the launch, or as it is once the campaign has begun
     * @param endsOn the last day, included; null: until closed by hand
     */
    record Parameters(
            @NotNull String title,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn) {}

    @PutMapping("/{number}/parameters")
    @Operation(summary = "Title and dates; of a campaign that runs, for everyone and for what is to come (managers)")
    CampaignResponse describe(@PathVariable CampaignNumber number, @Valid @RequestBody Parameters body, Locale locale) {
        editing.describe(number, new CampaignParameters(body.title(), body.startsOn(), body.endsOn()));
        return response(number, locale);
    }

    record Trigger(@NotNull CampaignKind kind) {}

    @PutMapping("/{number}/trigger")
    @Operation(summary = "What reaches a partner: a document that is filed, or the next login (managers)")
    CampaignResponse trigger(@PathVariable CampaignNumber number, @Valid @RequestBody Trigger body, Locale locale) {
        editing.triggerBy(number, body.kind());
        return response(number, locale);
    }

    @PutMapping("/{number}/population")
    @Operation(summary = "Whom it is for (managers)")
    CampaignResponse target(@PathVariable CampaignNumber number, @RequestBody ChosenPopulation body, Locale locale) {
        editing.target(number, body.population());
        return response(number, locale);
    }

    /** @param notifiedByMail null: false */
    record Content(@NotNull String message, @Nullable Boolean notifiedByMail) {}

    @PutMapping("/{number}/content")
    @Operation(summary = "The message on the partners' dashboard, and whether they are told by mail (managers)")
    CampaignResponse say(@PathVariable CampaignNumber number, @Valid @RequestBody Content body, Locale locale) {
        editing.say(number, new CampaignContent(body.message(), Boolean.TRUE.equals(body.notifiedByMail())));
        return response(number, locale);
    }

    @PutMapping(path = "/{number}/logo", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "The logo, a JPEG (managers)")
    CampaignResponse show(@PathVariable CampaignNumber number, @RequestParam MultipartFile file, Locale locale) {
        try (var content = file.getInputStream()) {
            editing.show(number, nameOf(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return response(number, locale);
    }

    @DeleteMapping("/{number}/logo")
    @Operation(summary = "No logo (managers)")
    CampaignResponse removeLogo(@PathVariable CampaignNumber number, Locale locale) {
        editing.removeLogo(number);
        return response(number, locale);
    }

    @GetMapping(path = "/{number}/logo", produces = MediaType.IMAGE_JPEG_VALUE)
    @Operation(summary = "The logo")
    ResponseEntity<byte[]> logo(@PathVariable CampaignNumber number) {
        return ResponseEntity.ofNullable(reading.logo(number));
    }

    @GetMapping("/{number}/documents")
    @Operation(summary = "The documents that go out now")
    List<CampaignDocument> documents(@PathVariable CampaignNumber number) {
        return documents.of(number);
    }

    @PostMapping(path = "/{number}/documents", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Add a PDF (managers)",
            description = "It is stored at once, under its file's name. One that is refused leaves the others as they"
                    + " are.")
    CampaignDocument add(@PathVariable CampaignNumber number, @RequestParam MultipartFile file) {
        try (InputStream content = file.getInputStream()) {
            return documents.add(number, nameOf(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param type code of a type of the account
     * @param asksSignature null: as the type says
     * @param sealed whether it goes out with the account's electronic seal; null: false
     */
    record DocumentChange(
            @NotBlank String name,
            @NotBlank String type,
            @Nullable Boolean asksSignature,
            @Nullable Boolean sealed) {}

    @PutMapping("/{number}/documents/{document}")
    @Operation(summary = "Name, type, signature and seal of a document; what was delivered stays (managers)")
    CampaignDocument change(
            @PathVariable CampaignNumber number, @PathVariable long document, @Valid @RequestBody DocumentChange body) {
        return documents.change(
                number,
                document,
                new CampaignDocument.Change(
                        body.name(), body.type(), body.asksSignature(), Boolean.TRUE.equals(body.sealed())));
    }

    @DeleteMapping("/{number}/documents/{document}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a document out; who has it keeps it (managers)")
    void remove(@PathVariable CampaignNumber number, @PathVariable long document) {
        documents.remove(number, document);
    }

    @GetMapping(path = "/{number}/documents/{document}/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(summary = "The PDF as it goes out; without the seal as long as that was not made")
    byte[] pdf(@PathVariable CampaignNumber number, @PathVariable long document) {
        return documents.content(number, document);
    }

    @PostMapping("/{number}/launch")
    @Operation(
            summary = "Launch a draft (managers)",
            description = "It starts by itself on its first day. Launching twice launches once.")
    CampaignResponse launch(@PathVariable CampaignNumber number, Locale locale) {
        process.launch(number);
        return response(number, locale);
    }

    @PostMapping("/{number}/abandonment")
    @Operation(summary = "Give a draft up (managers)")
    CampaignResponse abandon(@PathVariable CampaignNumber number, Locale locale) {
        process.abandon(number);
        return response(number, locale);
    }

    @PostMapping("/{number}/closing")
    @Operation(summary = "Close a campaign: nobody else gets it, who has it keeps it (managers)")
    CampaignResponse close(@PathVariable CampaignNumber number, Locale locale) {
        process.close(number);
        return response(number, locale);
    }

    @GetMapping("/{number}/deliveries")
    @Operation(summary = "Whom it reached, in the order of names")
    CampaignPage<CampaignDelivery> deliveries(
            @PathVariable CampaignNumber number,
            @RequestParam(required = false) @Nullable Boolean read,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = PAGE_SIZE) @Min(1) @Max(500) int limit) {
        return deliveries.rows(number, read, after, limit);
    }

    @GetMapping("/{number}/deliveries.csv")
    @Operation(
            summary =
                    "All of it for a spreadsheet, in the order in which partners were entered: UTF-8, semicolons, no formula")
    void csv(
            @PathVariable CampaignNumber number,
            @RequestParam(required = false) @Nullable Boolean read,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        reading.state(number);
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + number + ".csv\"");
        var out = response.getWriter();
        out.write(BYTE_ORDER_MARK);
        deliveries.write(number, read, locale, out);
    }

    private CampaignResponse response(CampaignNumber number, Locale locale) {
        var campaign = reading.byNumber(number);
        return CampaignResponse.of(
                campaign,
                missing(campaign.state(), number, locale),
                process.position(number).orElse(null));
    }

    private List<FieldError> missing(CampaignState state, CampaignNumber number, Locale locale) {
        return state == CampaignState.DRAFT ? texts.of(launching.missing(number), locale) : List.of();
    }

    private static String nameOf(MultipartFile file) {
        return Objects.requireNonNullElse(file.getOriginalFilename(), "");
    }
}
