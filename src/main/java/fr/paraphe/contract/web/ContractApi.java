package fr.paraphe.contract.web;

import fr.paraphe.contract.ContractDetails;
import fr.paraphe.contract.ContractEvent;
import fr.paraphe.contract.ContractFilters;
import fr.paraphe.contract.ContractKeeping;
import fr.paraphe.contract.ContractReading;
import fr.paraphe.contract.ContractSelection;
import fr.paraphe.contract.ContractSigning;
import fr.paraphe.contract.ContractStatus;
import fr.paraphe.contract.ContractType;
import fr.paraphe.contract.Deadlines;
import fr.paraphe.contract.SignatureMode;
import fr.paraphe.contract.SigningOutcome;
import fr.paraphe.contract.UnsignedContract;
import fr.paraphe.contract.UnsignedContracts;
import fr.paraphe.contract.UnsignedContracts.Position;
import fr.paraphe.partner.PartnerKind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
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
@RequestMapping("/api/contracts")
@Tag(name = "Contracts")
class ContractApi {

    private static final int MOST_REFERENCES = 100_000;

    /** Who must sign, or where the work is done. */
    record Party(String reference, String name) {}

    /**
     * One row of the list. Both deadlines are the moments when time is over; none but for work contracts.
     *
     * @param id what a relaunch calls the contract
     */
    record Row(
            long id,
            String account,
            String reference,
            ContractType type,
            String partner,
            PartnerKind partnerKind,
            @Nullable String client,
            Instant start,
            @Nullable LocalDate end,
            boolean transmitted,
            @Nullable Deadlines deadlines,
            boolean overdue) {

        static Row of(UnsignedContract contract) {
            return new Row(
                    contract.id().value(),
                    contract.account(),
                    contract.reference(),
                    contract.type(),
                    contract.partnerName(),
                    contract.partnerKind(),
                    contract.clientName(),
                    contract.start(),
                    contract.end(),
                    contract.transmitted(),
                    contract.deadlines(),
                    contract.overdue());
        }
    }

    /** @param next what to send as {@code after} for the next page; absent on the last */
    record Page(List<Row> contracts, @Nullable String next) {}

    record OneContract(
            long id,
            String account,
            String reference,
            ContractType type,
            ContractStatus status,
            Party partner,
            PartnerKind partnerKind,
            @Nullable Party client,
            Instant start,
            @Nullable LocalDate end,
            @Nullable Instant transmittedAt,
            @Nullable Deadlines deadlines,
            boolean overdue,
            ContractDetails.@Nullable Signature signature,
            ContractDetails.@Nullable Pdf pdf,
            List<ContractEvent> history) {

        static OneContract of(ContractDetails contract) {
            return new OneContract(
                    contract.id().value(),
                    contract.account(),
                    contract.reference(),
                    contract.type(),
                    contract.status(),
                    new Party(contract.partnerReference(), contract.partnerName()),
                    contract.partnerKind(),
                    contract.clientReference() == null || contract.clientName() == null
                            ? null
                            : new Party(contract.clientReference(), contract.clientName()),
                    contract.start(),
                    contract.end(),
                    contract.transmittedAt(),
                    contract.deadlines(),
                    contract.overdue(),
                    contract.signature(),
                    contract.pdf(),
                    contract.history());
        }
    }

    /** @param account code of the account; absent: the one where you work */
    record Signatures(
            @NotNull SignatureMode mode,
            @Nullable String account,
            @NotEmpty @Size(max = MOST_REFERENCES) List<@NotBlank String> references) {}

    private final SeenContracts seen;
    private final ContractFilters filters;
    private final UnsignedContracts unsigned;
    private final ContractReading reading;
    private final ContractKeeping keeping;
    private final ContractSigning signing;
    private final ProofFile proof;

    ContractApi(
            SeenContracts seen,
            ContractFilters filters,
            UnsignedContracts unsigned,
            ContractReading reading,
            ContractKeeping keeping,
            ContractSigning signing,
            ProofFile proof) {
        this.seen = seen;
        this.filters = filters;
        this.unsigned = unsigned;
        this.reading = reading;
        this.keeping = keeping;
        this.signing = signing;
        this.proof = proof;
    }

    @GetMapping
    @Operation(
            summary = "The contracts that await a signature, by start",
            description = "Filters combine as an intersection; without dates, the current month.")
    @Parameter(name = "type", in = ParameterIn.QUERY, description = "WORK_CONTRACT, PROVISION_CONTRACT…")
    @Parameter(name = "kind", in = ParameterIn.QUERY, description = "Of who must sign; may be repeated")
    @Parameter(name = "account", in = ParameterIn.QUERY, description = "Code of one of your accounts; may be repeated")
    @Parameter(
            name = "client",
            in = ParameterIn.QUERY,
            description = "Client where the work is done: its reference, or words of its name")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "First day of start, 2026-09-01")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "Last day of start, 2026-09-30")
    @Parameter(name = "age", in = ParameterIn.QUERY, description = "Waiting for at least: TWO_DAYS, ONE_WEEK…")
    @Parameter(name = "overdue", in = ParameterIn.QUERY, description = "true: past the earlier deadline only")
    @Parameter(name = "text", in = ParameterIn.QUERY, description = "Words in the reference or the names")
    @Parameter(name = "after", in = ParameterIn.QUERY, description = "The page after: the answer's `next`")
    Page list(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> params,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int size) {
        var filter = filters.read(params, seen.scope(), "after", "size");
        var after = params.getFirst("after");
        var page = unsigned.page(filter, after == null ? null : Position.parse(after), size);
        return new Page(
                page.contracts().stream().map(Row::of).toList(),
                page.next() == null ? null : page.next().toString());
    }

    @GetMapping("/{reference}")
    @Operation(summary = "One contract, signed or not, with its history")
    OneContract one(@PathVariable String reference, @RequestParam(required = false) @Nullable String account) {
        return OneContract.of(reading.details(seen.account(account), reference));
    }

    @PostMapping("/signatures")
    @Operation(
            summary = "Declare contracts signed, on paper or in the agency",
            description = "Signs those that may be and names the others; doing it again finds them already signed.")
    SigningOutcome sign(@Valid @RequestBody Signatures asked) {
        var selection = ContractSelection.named(seen.account(asked.account()), asked.references());
        return signing.sign(selection, asked.mode(), seen.scope());
    }

    @PutMapping("/{reference}/transmission")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Say that the contract was filed in the partner's vault")
    void transmit(@PathVariable String reference, @RequestParam(required = false) @Nullable String account) {
        keeping.transmit(seen.account(account), reference, seen.userId());
    }

    @PutMapping("/{reference}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraw a contract that nobody will sign")
    void withdraw(@PathVariable String reference, @RequestParam(required = false) @Nullable String account) {
        keeping.withdraw(seen.account(account), reference, seen.userId());
    }

    @PutMapping(path = "/{reference}/pdf", consumes = MediaType.APPLICATION_PDF_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "File the contract's PDF, in place of the one before")
    void file(
            @PathVariable String reference,
            @RequestParam(required = false) @Nullable String account,
            InputStream content) {
        keeping.file(seen.account(account), reference, content, seen.userId());
    }

    @GetMapping(path = "/{reference}/pdf")
    @Operation(summary = "The contract's PDF; the ETag is its SHA-256")
    ResponseEntity<byte[]> pdf(
            @PathVariable String reference, @RequestParam(required = false) @Nullable String account) {
        var pdf = keeping.pdf(seen.account(account), reference);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .eTag(pdf.sha256())
                .body(pdf.content());
    }

    @GetMapping(path = "/{reference}/proof-file", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(
            summary = "The proof of what was done to have the contract signed",
            description =
                    "Every attempt to remind who must sign, with text, address, provider's id and answer; when the "
                            + "document was filed and opened. Each fact's digest covers the one before; one PDF, sealed.")
    byte[] proofFile(@PathVariable String reference, @RequestParam(required = false) @Nullable String account) {
        return proof.of(seen.account(account), reference);
    }
}
