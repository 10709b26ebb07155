package fr.paraphe.vault.web;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** A PDF that staff hand in, and what it is. */
record Upload(
        @Schema(description = "The PDF") @NotNull MultipartFile file,

        @Schema(description = "Code of a document type") @NotBlank
        String type,

        @Schema(description = "As its partner reads it; absent: the file's name") @Size(max = 200) @Nullable
        String name,

        @Schema(description = "Whether the partner is asked to sign; absent: as the type says") @Nullable
        Boolean sign,

        @Schema(description = "Whether to put the account's electronic seal on it first") @Nullable
        Boolean seal,

        @Schema(
                description = "Where it comes from, as \"contract 4711\": a partner gets each origin once; absent: the"
                        + " content itself")
        @Size(max = 200)
        @Nullable
        String origin) {

    String fileName() {
        return requireNonNullElse(file.getOriginalFilename(), "");
    }

    String displayName() {
        if (name != null && !name.isBlank()) {
            return name.strip();
        }
        var plain = fileName().replaceAll("(?i)\\.pdf$", "").strip();
        return plain.isEmpty() ? "Document" : plain.substring(0, Math.min(plain.length(), 200));
    }

    public boolean isToSeal() {
        return Boolean.TRUE.equals(seal);
    }
}
