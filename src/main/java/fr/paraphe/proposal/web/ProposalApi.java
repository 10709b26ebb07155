package fr.paraphe.proposal.web;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.proposal.ContractText;
import fr.paraphe.proposal.LeadSource;
import fr.paraphe.proposal.ProposalNumber;
import fr.paraphe.proposal.ProposalReading;
import fr.paraphe.proposal.ProposalSending;
import fr.paraphe.proposal.ProposalStatus;
import fr.paraphe.proposal.Recipient;
import fr.paraphe.proposal.process.ContractSignatureProcess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/proposals")
@Tag(name = "Contracts sent for signature")
class ProposalApi {

    private static final int PAGE_SIZE = 50;

    private final CurrentStaff staff;
    private final ProposalReading reading;
    private final ProposalSending sending;
    private final ContractText text;
    private final ContractSignatureProcess process;

    ProposalApi(
            CurrentStaff staff,
            ProposalReading reading,
            ProposalSending sending,
            ContractText text,
            ContractSignatureProcess process) {
        this.staff = staff;
        this.reading = reading;
        this.sending = sending;
        this.text = text;
        this.process = process;
    }

    /** @param account whose template it is; absent: the one where you work */
    record NewProposal(@Nullable String account, @NotNull Long template) {}

    /** As {@link Recipient}. */
    record Sending(
            @Nullable String mail,
            @Nullable String company,
            @Nullable String mobile,
            @Nullable LeadSource leadSource,
            @Nullable String location,
            @Nullable String language,
            @Nullable Map<String, @Nullable String> entries) {

        Recipient recipient() {
            var entered = new HashMap<String, String>();
            if (entries != null) {
                entries.forEach((word, entry) -> entered.put(word, Objects.requireNonNullElse(entry, "")));
            }
            return new Recipient(mail, company, mobile, leadSource, location, language, entered);
        }
    }

    record NewAddress(@Nullable String mail) {}

    record Line(
            String number,
            ProposalStatus status,
            String account,
            @Nullable String company,
            @Nullable Instant sentAt) {}

    /** @param next what to give as {@code after} for the next page; absent on the last */
    record Lines(List<Line> proposals, @Nullable Long next) {}

    @GetMapping
    @Operation(summary = "The contracts that were prepared or sent, the latest first")
    Lines list(
            @RequestParam(required = false) @Nullable ProposalStatus status,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "" + PAGE_SIZE) @Min(1) @Max(500) int size) {
        var page = reading.list(staff.scope().accounts(), status, after, size);
        return new Lines(
                page.rows().stream()
                        .map(row -> new Line(
                                row.number().value(), row.status(), row.account(), row.company(), row.sentAt()))
                        .toList(),
                page.next());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Prepare a contract from a template: starts the process, nothing leaves yet")
    ProposalResponse prepare(@Valid @RequestBody NewProposal asked) {
        var account = staff.accountOrHome(asked.account());
        return view(process.start(account.code(), asked.template()));
    }

    @GetMapping("/{number}")
    @Operation(summary = "A contract, its state and its history")
    ProposalResponse one(@PathVariable ProposalNumber number) {
        return view(number);
    }

    @PostMapping(path = "/{number}/preview", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(
            summary = "What the client would read if the contract were sent so",
            description = "Nothing is kept or sent. What is missing or not right stands there by its field's name.")
    byte[] preview(@PathVariable ProposalNumber number, @Valid @RequestBody Sending sent) {
        return text.preview(number, sent.recipient());
    }

    @PutMapping("/{number}/sending")
    @Operation(
            summary = "Say whom a ready contract is sent to, and send it",
            description = "Answers 409 if the address stands for another company name: nothing leaves, and the task"
                    + " \"Correct recipient\" waits for another call of this.")
    ProposalResponse send(@PathVariable ProposalNumber number, @Valid @RequestBody Sending sent) {
        process.complete(number, sent.recipient());
        var refused = sending.refusalOf(number);
        if (refused != null) {
            throw refused;
        }
        return view(number);
    }

    @PutMapping("/{number}/recipient")
    @Operation(
            summary = "Send a sent contract to another address instead: the links to it die",
            description = "Answers 409 if the address stands for another company name: the links live on.")
    ProposalResponse readdress(@PathVariable ProposalNumber number, @Valid @RequestBody NewAddress address) {
        sending.readdress(number, address.mail());
        return view(number);
    }

    @PostMapping("/{number}/withdrawal")
    @Operation(summary = "Take a contract back")
    ProposalResponse withdraw(@PathVariable ProposalNumber number) {
        sending.withdraw(number);
        return view(number);
    }

    @GetMapping(path = "/{number}/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(summary = "What the client reads and signs; before the sending, what they would")
    byte[] pdf(@PathVariable ProposalNumber number) {
        return text.preview(number);
    }

    private ProposalResponse view(ProposalNumber number) {
        return ProposalResponse.of(reading.details(number, staff.scope().accounts()));
    }
}
