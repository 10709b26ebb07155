package fr.paraphe.partner.web;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountId;
import fr.paraphe.account.Accounts;
import fr.paraphe.partner.ContactCorrection;
import fr.paraphe.partner.ContactLock;
import fr.paraphe.partner.ContactPoint;
import fr.paraphe.partner.ContactProblem;
import fr.paraphe.partner.Partner;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.partner.PartnerListing;
import fr.paraphe.partner.PartnerRefused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/partners")
@Tag(name = "Partners", description = "The directory of your accounts: who can be reached, and how")
class PartnerApi {

    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");

    private static final String ACCOUNT = "Code of one of your accounts; absent: the one where you work";

    /**
     * @param mailProblem why no mail can be sent; absent if one can
     * @param mobileProblem why no SMS can be sent; absent if one can
     */
    record PartnerSummary(
            String account,
            String reference,
            PartnerKind kind,
            String name,
            @Nullable String mail,
            @Nullable ContactProblem mailProblem,
            @Nullable String phone,
            @Nullable ContactProblem mobileProblem) {}

    /**
     * @param previous address of the page before, relative to this one; absent on the first
     * @param next address of the page after, relative to this one; absent on the last
     */
    record PartnerPage(
            List<PartnerSummary> partners,
            @Nullable String previous,
            @Nullable String next) {}

    /**
     * @param phone as it was typed
     * @param mobile the phone as E.164, if it is a mobile number
     * @param contactLock who alone changes mail and phone; absent: staff may
     * @param leftAt when the relation ended; absent: it goes on
     * @param version as in the ETag
     */
    record PartnerView(
            String account,
            String reference,
            PartnerKind kind,
            String name,
            String language,
            @Nullable String mail,
            @Nullable ContactProblem mailProblem,
            boolean mailOptedOut,
            @Nullable String phone,
            @Nullable String mobile,
            @Nullable ContactProblem mobileProblem,
            boolean smsOptedOut,
            @Nullable ContactLock contactLock,
            @Nullable Instant leftAt,
            int version) {}

    /** @param address that the message was sent to: a mail address, or a number as E.164 */
    record Bounce(@NotNull ContactPoint contact, @NotBlank String address) {}

    record OptOut(@NotNull ContactPoint contact) {}

    private final SeenPartners seen;
    private final PartnerDirectory directory;
    private final PartnerListing listing;
    private final Accounts accounts;

    PartnerApi(SeenPartners seen, PartnerDirectory directory, PartnerListing listing, Accounts accounts) {
        this.seen = seen;
        this.directory = directory;
        this.listing = listing;
        this.accounts = accounts;
    }

    @GetMapping
    @Operation(summary = "Partners in the order of their names, page by page")
    PartnerPage list(
            @ParameterObject PartnerQuery query, @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        var filter = seen.filter(query);
        var page = listing.page(filter, query.place(), limit);
        var codes = accounts.all(filter.accounts()).stream().collect(Collectors.toMap(Account::id, Account::code));
        return new PartnerPage(
                page.rows().stream().map(row -> summary(row, codes)).toList(),
                PartnerQuery.previous(page),
                PartnerQuery.next(page));
    }

    @GetMapping("/{reference}")
    @Operation(summary = "A partner; its version is the ETag")
    ResponseEntity<PartnerView> one(
            @PathVariable String reference,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account) {
        return answer(seen.byReference(account, reference));
    }

    @PatchMapping("/{reference}/contact")
    @Operation(
            summary = "Correct mail, phone or both",
            description = "What is absent stays as it is, what is blank is removed. If-Match takes the ETag of the"
                    + " partner that was read: if somebody changed it since, the answer is 409 and nothing is saved.")
    ResponseEntity<PartnerView> correct(
            @PathVariable String reference,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ContactCorrection correction) {
        var partner = seen.byReference(account, reference);
        return answer(directory.correctContact(partner.id(), version(ifMatch), correction, seen.userId()));
    }

    @PostMapping("/{reference}/bounces")
    @Operation(
            summary = "Tell that a message to this partner came back",
            description = "It counts if the address is still the partner's; a corrected one has not bounced.")
    ResponseEntity<PartnerView> bounce(
            @PathVariable String reference,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account,
            @Valid @RequestBody Bounce bounce) {
        return change(
                account,
                reference,
                partner -> directory.markBounced(partner.id(), bounce.contact(), bounce.address(), seen.userId()));
    }

    @PostMapping("/{reference}/opt-outs")
    @Operation(summary = "Tell that this partner wants no more mails, or no more SMS")
    ResponseEntity<PartnerView> optOut(
            @PathVariable String reference,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account,
            @Valid @RequestBody OptOut optOut) {
        return change(account, reference, partner -> directory.optOut(partner.id(), optOut.contact(), seen.userId()));
    }

    @DeleteMapping("/{reference}/opt-outs/{contact}")
    @Operation(summary = "Tell that this partner wants mails, or SMS, again")
    ResponseEntity<PartnerView> optIn(
            @PathVariable String reference,
            @PathVariable ContactPoint contact,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account) {
        return change(account, reference, partner -> directory.optIn(partner.id(), contact, seen.userId()));
    }

    @PostMapping("/{reference}/departure")
    @Operation(summary = "Tell that the relation with this partner has ended: no campaign reaches them any more")
    ResponseEntity<PartnerView> leave(
            @PathVariable String reference,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account) {
        return change(account, reference, partner -> directory.endRelation(partner.id(), seen.userId()));
    }

    @DeleteMapping("/{reference}/departure")
    @Operation(summary = "Tell that the relation goes on")
    ResponseEntity<PartnerView> comeBack(
            @PathVariable String reference,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account) {
        return change(account, reference, partner -> directory.resumeRelation(partner.id(), seen.userId()));
    }

    private ResponseEntity<PartnerView> change(
            @Nullable String account, String reference, Function<Partner, Partner> verb) {
        return answer(verb.apply(seen.byReference(account, reference)));
    }

    private static int version(@Nullable String ifMatch) {
        var version = VERSION.matcher(ifMatch == null ? "" : ifMatch);
        if (!version.matches()) {
            throw PartnerRefused.versionMissing();
        }
        return Integer.parseInt(version.group(1));
    }

    private ResponseEntity<PartnerView> answer(Partner partner) {
        return ResponseEntity.ok().eTag("\"" + partner.version() + "\"").body(view(partner));
    }

    private PartnerView view(Partner partner) {
        return new PartnerView(
                accounts.byId(partner.account()).code(),
                partner.reference(),
                partner.kind(),
                partner.name(),
                partner.language(),
                partner.mail(),
                partner.mailProblem(),
                partner.isOptedOut(ContactPoint.MAIL),
                partner.phone(),
                partner.mobile(),
                partner.mobileProblem(),
                partner.isOptedOut(ContactPoint.MOBILE),
                partner.contactLock(),
                partner.leftAt(),
                partner.version());
    }

    private static PartnerSummary summary(PartnerListing.Row row, Map<AccountId, String> codes) {
        return new PartnerSummary(
                codes.getOrDefault(row.account(), ""),
                row.reference(),
                row.kind(),
                row.name(),
                row.mail(),
                row.mailProblem(),
                row.phone(),
                row.mobileProblem());
    }
}
