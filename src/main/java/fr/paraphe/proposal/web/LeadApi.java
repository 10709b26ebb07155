package fr.paraphe.proposal.web;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.proposal.LeadReport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Contracts sent for signature")
class LeadApi {

    private final CurrentStaff staff;
    private final LeadReport report;

    LeadApi(CurrentStaff staff, LeadReport report) {
        this.staff = staff;
        this.report = report;
    }

    @GetMapping("/api/lead-report")
    @Operation(summary = "The contracts sent in a month, by the declared source of the lead")
    List<LeadReport.Line> of(@RequestParam(required = false) @Nullable YearMonth month) {
        return report.of(
                Objects.requireNonNullElseGet(month, report::presentMonth),
                staff.scope().accounts());
    }
}
