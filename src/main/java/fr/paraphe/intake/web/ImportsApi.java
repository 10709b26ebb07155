package fr.paraphe.intake.web;

import fr.paraphe.intake.ImportFormat;
import fr.paraphe.intake.ImportOrder;
import fr.paraphe.intake.ImportRefused;
import fr.paraphe.intake.ImportReport;
import fr.paraphe.intake.ImportReports;
import fr.paraphe.intake.ImportSubject;
import fr.paraphe.intake.Importing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/imports")
@Tag(name = "Imports", description = "Partners and contracts from the business software, as CSV or JSON")
class ImportsApi {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final ImportDoor door;
    private final Importing importing;
    private final ImportReports reports;

    ImportsApi(ImportDoor door, Importing importing, ImportReports reports) {
        this.door = door;
        this.importing = importing;
        this.reports = reports;
    }

    @Operation(
            summary = "Import partners or contracts",
            description = "The body is the file. Good rows go in, bad rows are reported with line, column and reason; "
                    + "the same file again changes nothing.")
    @PostMapping(
            path = "/{subject:partners|contracts}",
            consumes = {CSV, MediaType.APPLICATION_JSON_VALUE, NDJSON})
    ImportReport run(
            @PathVariable String subject,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            HttpServletRequest request,
            Locale locale)
            throws IOException {
        var type = MediaType.parseMediaType(request.getContentType());
        var importer = door.importer();
        var order = new ImportOrder(
                ImportSubject.ofSlug(subject).orElseThrow(ImportRefused::unknown),
                type.isCompatibleWith(MediaType.parseMediaType(CSV)) ? ImportFormat.CSV : ImportFormat.JSON,
                door.account(importer, account),
                file,
                charset(type),
                null,
                dryRun,
                importer.userId());
        var report = reports.of(importing.run(order, request.getInputStream()), locale);
        if (report.stopped() != null) {
            throw ImportRefused.unreadable(report);
        }
        return report;
    }

    @Operation(summary = "The latest imports, the last one first, without their refused rows")
    @GetMapping
    List<ImportReport> latest(Locale locale) {
        return door.latest().stream().map(run -> reports.of(run, locale)).toList();
    }

    @Operation(summary = "An import and its refused rows")
    @GetMapping("/{id:\\d{1,18}}")
    ImportReport byId(@PathVariable long id, Locale locale) {
        return reports.of(door.byId(id), locale);
    }

    private static @Nullable Charset charset(MediaType type) {
        try {
            return type.getCharset();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw ImportRefused.unknownCharset();
        }
    }
}
