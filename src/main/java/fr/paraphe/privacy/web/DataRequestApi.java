package fr.paraphe.privacy.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import fr.paraphe.privacy.Archive;
import fr.paraphe.privacy.DataRequest;
import fr.paraphe.privacy.DataRequestEvent;
import fr.paraphe.privacy.DataRequesting;
import fr.paraphe.privacy.DataRequesting.Answer;
import fr.paraphe.privacy.Erasing.Kept;
import fr.paraphe.privacy.RequestKind;
import fr.paraphe.privacy.RequestNumber;
import fr.paraphe.privacy.RequestState;
import fr.paraphe.privacy.process.PersonalDataRequestProcess;
import fr.paraphe.vault.LegalHolds.Hold;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people ask about their data, for managers and support. */
@RestController
@RequestMapping("/api")
@Tag(name = "Personal data", description = "Access, erasure and legal holds")
class DataRequestApi {

    /**
     * @param account its code; absent: the one where you work
     * @param partner the business software's own name of the person
     * @param receivedOn absent: today
     */
    record NewRequest(
            @Nullable String account,
            @NotBlank String partner,
            @NotNull RequestKind kind,
            @Nullable LocalDate receivedOn) {}

    /** @param reason told to the person; of a refusal it must be there */
    record AnswerBody(@NotNull Answer answer, @Nullable String reason) {}

    record Reason(@Nullable String reason) {}

    /**
     * @param kept documents that an erasure keeps, or has kept, and until when
     * @param holds while one is not lifted, nothing is erased
     */
    record OneRequest(
            @JsonUnwrapped DataRequest request, List<Kept> kept, List<Hold> holds, List<DataRequestEvent> events) {}

    private final DataRequesting requesting;
    private final PersonalDataRequestProcess process;
    private final Archive archive;

    DataRequestApi(DataRequesting requesting, PersonalDataRequestProcess process, Archive archive) {
        this.requesting = requesting;
        this.process = process;
        this.archive = archive;
    }

    @PostMapping("/personal-data-requests")
    @Operation(summary = "Note that a person asks for their data or its erasure: one month to answer begins")
    ResponseEntity<OneRequest> receive(@Valid @RequestBody NewRequest body) {
        var number = requesting.receive(body.account(), body.partner(), body.kind(), body.receivedOn());
        return ResponseEntity.created(URI.create("/api/personal-data-requests/" + number))
                .body(one(number));
    }

    @GetMapping("/personal-data-requests")
    @Operation(
            summary = "The requests of the accounts that you see; open ones first, by their last day",
            description = "Fifty at a time: `after` is the answer's `next`.")
    DataRequesting.Page list(
            @RequestParam(required = false) @Nullable RequestState state,
            @RequestParam(required = false) @Nullable RequestNumber after) {
        return requesting.list(state, after);
    }

    @GetMapping("/personal-data-requests/{number}")
    @Operation(summary = "A request: its days, what is kept and until when, what happened")
    OneRequest one(@PathVariable RequestNumber number) {
        var request = requesting.one(number);
        return new OneRequest(request, requesting.kept(request), requesting.holds(request), requesting.events(request));
    }

    @PostMapping("/personal-data-requests/{number}/answer")
    @Operation(
            summary = "Answer a request",
            description = "DONE says that the archive was handed over, or erases: documents stay until their retention"
                    + " ends, and go by themselves. REFUSED needs a reason.")
    OneRequest answer(@PathVariable RequestNumber number, @Valid @RequestBody AnswerBody body) {
        process.answer(number, body.answer(), body.reason());
        return one(number);
    }

    @PostMapping("/personal-data-requests/{number}/extension")
    @Operation(summary = "Take two months more, once; the person must be told the reason within the first month")
    OneRequest extend(@PathVariable RequestNumber number, @RequestBody Reason body) {
        process.extend(number, body.reason());
        return one(number);
    }

    @GetMapping("/personal-data-requests/{number}/archive")
    @Operation(summary = "All that is known about the person, as a ZIP; until 30 days after the request was closed")
    void archive(@PathVariable RequestNumber number, HttpServletResponse response, Locale language) throws IOException {
        send(archive, number, response, language);
    }

    static void send(Archive archive, RequestNumber number, HttpServletResponse response, Locale language)
            throws IOException {
        var request = archive.toFetch(number);
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + request.number() + ".zip\"");
        archive.write(request, response.getOutputStream(), language);
    }

    @PutMapping("/partners/{reference}/legal-hold")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Keep everything about a partner, whatever its retention, until the hold is lifted")
    void hold(
            @PathVariable String reference,
            @RequestParam(required = false) @Nullable String account,
            @RequestBody Reason body) {
        requesting.hold(account, reference, body.reason());
    }

    @DeleteMapping("/partners/{reference}/legal-hold")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Lift a legal hold; who set it, why and when stays")
    void lift(@PathVariable String reference, @RequestParam(required = false) @Nullable String account) {
        requesting.lift(account, reference);
    }
}
