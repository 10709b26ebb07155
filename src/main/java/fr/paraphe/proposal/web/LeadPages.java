package fr.paraphe.proposal.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.proposal.LeadReport;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The monthly report of leads by source, to read and as CSV. */
@Controller
@RequestMapping("/console/leads")
class LeadPages {

    /** Spreadsheets in French expect semicolons, and a mark that says that this is UTF-8. */
    private static final CSVFormat FRENCH =
            CSVFormat.DEFAULT.builder().setDelimiter(';').get();

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CurrentStaff staff;
    private final LeadReport report;
    private final MessageSource messages;

    LeadPages(CurrentStaff staff, LeadReport report, MessageSource messages) {
        this.staff = staff;
        this.report = report;
        this.messages = messages;
    }

    @GetMapping
    String page(@RequestParam(required = false) @Nullable YearMonth month, Model model) {
        var shown = Objects.requireNonNullElseGet(month, report::presentMonth);
        model.addAttribute("month", shown);
        model.addAttribute("lines", lines(shown));
        return "proposal/leads";
    }

    @GetMapping("/csv")
    ResponseEntity<byte[]> csv(@RequestParam(required = false) @Nullable YearMonth month, Locale locale)
            throws IOException {
        var shown = Objects.requireNonNullElseGet(month, report::presentMonth);
        var out = new StringBuilder().append(BYTE_ORDER_MARK);
        try (var csv = new CSVPrinter(out, FRENCH)) {
            csv.printRecord(
                    text("proposal.leads.month", locale),
                    text("proposal.leads.account", locale),
                    text("proposal.lead", locale),
                    text("proposal.leads.sent", locale),
                    text("proposal.leads.signed", locale));
            for (var line : lines(shown)) {
                csv.printRecord(
                        shown,
                        harmless(line.account()),
                        text("proposal.lead." + line.source(), locale),
                        line.sent(),
                        line.signed());
            }
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("leads-" + shown + ".csv")
                                .build()
                                .toString())
                .body(out.toString().getBytes(UTF_8));
    }

    /** A name that a spreadsheet would take for a formula stays a name. */
    private static String harmless(String name) {
        return name.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + name : name;
    }

    private List<LeadReport.Line> lines(YearMonth month) {
        return report.of(month, staff.scope().accounts());
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
