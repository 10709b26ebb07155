package fr.paraphe.intake.web;

import fr.paraphe.intake.ImportFormat;
import fr.paraphe.intake.ImportOrder;
import fr.paraphe.intake.ImportRefused;
import fr.paraphe.intake.ImportReports;
import fr.paraphe.intake.ImportSubject;
import fr.paraphe.intake.Importing;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Imports in the console: a form to try and to send a file, the latest imports, and the report of each. */
@Controller
@RequestMapping("/console/imports")
class ImportPages {

    private final ImportDoor door;
    private final Importing importing;
    private final ImportReports reports;

    ImportPages(ImportDoor door, Importing importing, ImportReports reports) {
        this.door = door;
        this.importing = importing;
        this.reports = reports;
    }

    @GetMapping
    String list(Model model, Locale locale) {
        model.addAttribute("accounts", door.accounts());
        model.addAttribute("home", door.importer().home().code());
        model.addAttribute("subjects", ImportSubject.values());
        model.addAttribute(
                "imports",
                door.latest().stream().map(run -> reports.of(run, locale)).toList());
        return "intake/imports";
    }

    @GetMapping("/{id:\\d{1,18}}")
    String report(@PathVariable long id, Model model, Locale locale) {
        model.addAttribute("report", reports.of(door.byId(id), locale));
        return "intake/report";
    }

    /** A dry run shows its report at once; an import has an address of its own. */
    @PostMapping
    String run(
            @RequestParam String subject,
            @RequestParam String account,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            Model model,
            Locale locale)
            throws IOException {
        var importer = door.importer();
        var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        var order = new ImportOrder(
                ImportSubject.ofSlug(subject).orElseThrow(ImportRefused::unknown),
                ImportFormat.guessedFrom(name),
                door.account(importer, account),
                name,
                null,
                null,
                dryRun,
                importer.userId());
        try (var content = file.getInputStream()) {
            var run = importing.run(order, content);
            if (!dryRun) {
                return "redirect:/console/imports/" + run.id();
            }
            model.addAttribute("report", reports.of(run, locale));
            return "intake/report";
        }
    }
}
