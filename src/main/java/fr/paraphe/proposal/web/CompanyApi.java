package fr.paraphe.proposal.web;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.proposal.CompanyBindings;
import fr.paraphe.proposal.CompanyBindings.Binding;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Addresses stand in bodies, never in the address of a request, which servers log. */
@RestController
@RequestMapping("/api/company-bindings")
@Tag(name = "Contracts sent for signature")
class CompanyApi {

    private final CurrentStaff staff;
    private final CompanyBindings bindings;

    CompanyApi(CurrentStaff staff, CompanyBindings bindings) {
        this.staff = staff;
        this.bindings = bindings;
    }

    record Search(@NotBlank String mail) {}

    record Correction(@NotBlank String mail, @NotBlank String company) {}

    @PostMapping("/search")
    @Operation(summary = "The company name that a mail address stands for (support only)")
    List<Binding> find(@Valid @RequestBody Search search) {
        return bindings.find(search.mail(), staff.scope()).stream().toList();
    }

    @PostMapping("/correction")
    @Operation(summary = "Correct the company name that a mail address stands for (support only)")
    Binding correct(@Valid @RequestBody Correction correction) {
        return bindings.correct(correction.mail(), correction.company(), staff.scope());
    }
}
