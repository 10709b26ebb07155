package fr.paraphe.vault;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import org.junit.jupiter.api.DisplayName;
import org.springframework.util.unit.DataSize;

/** Whatever is uploaded is taken or refused with a reason; a photo that is taken has become a PDF that is one. */
class UploadFuzzTest {

    private final PdfCheck check = new PdfCheck(new VaultSettings(DataSize.ofMegabytes(1), 1_000));
    private final PhotoPages photos = new PhotoPages();

    @FuzzTest(maxDuration = "60s")
    @DisplayName("Any bytes are a PDF or refused with a reason")
    void pdf(byte @NotNull [] file) {
        try {
            check.accept("fuzz.pdf", file);
        } catch (VaultRefused e) {
            // as it should be
        }
    }

    @FuzzTest(maxDuration = "60s")
    @DisplayName("Any photo becomes a PDF or is refused with a reason")
    void photo(byte @NotNull [] file) {
        if (!PhotoPages.isPhoto(file)) {
            return;
        }
        byte[] pdf;
        try {
            pdf = photos.toPdf("fuzz.jpg", file);
        } catch (VaultRefused e) {
            return;
        }
        assertThatCode(() -> check.accept("fuzz.jpg", pdf)).doesNotThrowAnyException();
    }
}
