package fr.paraphe.contract.web;

import fr.paraphe.account.AccountId;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.contract.SignaturePage;
import fr.paraphe.contract.SignatureReading;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/signatures")
@Tag(name = "Signatures", description = "What was signed electronically on this platform, for others to synchronise")
class SignatureApi {

    private final SignatureReading reading;
    private final CurrentStaff staff;

    SignatureApi(SignatureReading reading, CurrentStaff staff) {
        this.reading = reading;
        this.staff = staff;
    }

    @GetMapping
    @Operation(
            summary = "The signatures made after a cursor, of the accounts that you see",
            description = "In an order that never changes; none is told before every older one is, and none is skipped."
                    + " Keep `next`: it is where to go on, at once if `more` is true, else the next time. The same page"
                    + " may be asked for again. 422: this cursor was not given here; start again without one.")
    SignaturePage page(
            @Parameter(description = "`next` of the page before; none: from the first signature")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @RequestParam(defaultValue = "500") @Min(1) @Max(1_000) int limit) {
        return reading.page(accounts(), after, limit);
    }

    /** Null, which is all, for this application itself alone. */
    private @Nullable Set<AccountId> accounts() {
        var reader = SecurityContextHolder.getContext().getAuthentication();
        var itself = reader.getAuthorities().stream()
                .anyMatch(authority -> OwnSignaturesDoor.AUTHORITY.equals(authority.getAuthority()));
        return itself ? null : staff.scope().accounts();
    }
}
