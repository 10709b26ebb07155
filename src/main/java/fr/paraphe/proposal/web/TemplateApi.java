package fr.paraphe.proposal.web;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.proposal.ContractText;
import fr.paraphe.proposal.Section;
import fr.paraphe.proposal.Template;
import fr.paraphe.proposal.TemplateField;
import fr.paraphe.proposal.Templates;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.util.List;
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
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/proposal-templates")
@Tag(name = "Contracts sent for signature")
class TemplateApi {

    private final CurrentStaff staff;
    private final Templates templates;
    private final ContractText text;

    TemplateApi(CurrentStaff staff, Templates templates, ContractText text) {
        this.staff = staff;
        this.templates = templates;
        this.text = text;
    }

    record TypedSection(@NotBlank String title, @NotNull String text) {

        Section section() {
            return new Section(title, text);
        }
    }

    /** @param account absent: the one where you work */
    record NewTemplate(
            @Nullable String account,
            @NotBlank String name,
            @NotEmpty @Valid List<TypedSection> sections) {}

    record NewVersion(@NotEmpty @Valid List<TypedSection> sections) {}

    /** @param fields what is to be entered for each contract */
    record TemplateView(long id, String name, int version, boolean pdf, List<Section> sections, List<String> fields) {

        static TemplateView of(Template template) {
            return new TemplateView(
                    template.id(),
                    template.name(),
                    template.version(),
                    template.pdf() != null,
                    template.sections(),
                    template.entered().stream().map(TemplateField::word).toList());
        }
    }

    @GetMapping
    @Operation(summary = "The templates of contracts, in their present version")
    List<TemplateView> list() {
        return templates.of(staff.scope().accounts()).stream()
                .map(TemplateView::of)
                .toList();
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a template of texts with {{fields}}")
    TemplateView add(@Valid @RequestBody NewTemplate asked) {
        return TemplateView.of(templates.add(
                staff.accountOrHome(asked.account()).id(),
                asked.name(),
                sections(asked.sections()),
                staff.scope().userId()));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a template that is a PDF, with the titles of its sections")
    TemplateView addPdf(
            @RequestParam(required = false) @Nullable String account,
            @RequestParam String name,
            @RequestParam List<String> titles,
            @RequestParam MultipartFile file)
            throws IOException {
        return TemplateView.of(templates.add(
                staff.accountOrHome(account).id(),
                name,
                Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                file.getBytes(),
                titles,
                staff.scope().userId()));
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change a template of texts: contracts that were prepared before stay as they were")
    TemplateView change(@PathVariable long id, @Valid @RequestBody NewVersion asked) {
        var known = templates.latest(id, staff.scope().accounts());
        return TemplateView.of(templates.change(
                known, sections(asked.sections()), staff.scope().userId()));
    }

    @GetMapping(path = "/{id}/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(summary = "A template with the fields' names in place of their values")
    byte[] preview(@PathVariable long id) {
        return text.preview(templates.latest(id, staff.scope().accounts()));
    }

    private static List<Section> sections(List<TypedSection> typed) {
        return typed.stream().map(TypedSection::section).toList();
    }
}
