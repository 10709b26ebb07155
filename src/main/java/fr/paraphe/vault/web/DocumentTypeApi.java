package fr.paraphe.vault.web;

import fr.paraphe.vault.DocumentType;
import fr.paraphe.vault.DocumentTypes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
@RequestMapping("/api/document-types")
@Tag(name = "Document types", description = "What a document is, how long it is kept, whether the recipient signs")
class DocumentTypeApi {

    static final String CODE = "[a-z0-9]+(-[a-z0-9]+)*";

    private static final String ACCOUNT = "Code of one of your accounts; absent: the one where you work";

    /** @param standard whether every account has it, and none changes it */
    record TypeView(String code, String label, int retentionYears, boolean recipientSigns, boolean standard) {

        static TypeView of(DocumentType type) {
            return new TypeView(
                    type.code(), type.label(), type.retentionYears(), type.recipientSigns(), type.isStandard());
        }
    }

    /** @param retentionYears counted from the day of filing */
    record TypeValues(
            @NotBlank @Size(max = 60) @Pattern(regexp = CODE)
            String code,

            @NotBlank @Size(max = 120) String label,
            @NotNull @Min(1) @Max(99) Integer retentionYears,
            @NotNull Boolean recipientSigns) {}

    private final SeenVaults seen;
    private final DocumentTypes types;

    DocumentTypeApi(SeenVaults seen, DocumentTypes types) {
        this.seen = seen;
        this.types = types;
    }

    @GetMapping
    @Operation(summary = "The standard types and the account's own")
    List<TypeView> list(@Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account) {
        return types.of(seen.account(account).id()).stream().map(TypeView::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a type of the account's own (managers and support)")
    TypeView add(
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account,
            @Valid @RequestBody TypeValues values) {
        seen.managersAlone();
        return TypeView.of(types.add(
                seen.account(account).id(),
                values.code(),
                values.label(),
                values.retentionYears(),
                values.recipientSigns()));
    }

    @PutMapping("/{code}")
    @Operation(
            summary = "Change a type of the account's own (managers and support)",
            description = "A retention counts for what is filed from now on. A type in use keeps its code.")
    TypeView change(
            @PathVariable String code,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account,
            @Valid @RequestBody TypeValues values) {
        seen.managersAlone();
        return TypeView.of(types.change(
                seen.account(account).id(),
                code,
                values.code(),
                values.label(),
                values.retentionYears(),
                values.recipientSigns()));
    }
}
