package fr.paraphe.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.springframework.stereotype.Component;

/** Tells by its content whether a file is a PDF that everybody can open, now and in fifty years. */
@Component
class PdfCheck {

    private static final byte[] HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TABLE = "startxref".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "%%EOF".getBytes(StandardCharsets.US_ASCII);

    /** Readers look this far for the header, from the front, and for the end, from the back. */
    private static final int TOLERANCE = 1024;

    private final VaultSettings settings;

    PdfCheck(VaultSettings settings) {
        this.settings = settings;
    }

    /** @throws VaultRefused if there is more than a document may have */
    byte[] read(String fileName, InputStream content) {
        try {
            var limit = Math.toIntExact(settings.maxSize().toBytes());
            var bytes = content.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw VaultRefused.tooLarge(fileName, settings.maxSize());
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void accept(String fileName, byte[] file) {
        if (file.length == 0) {
            throw VaultRefused.empty(fileName);
        }
        if (file.length > settings.maxSize().toBytes()) {
            throw VaultRefused.tooLarge(fileName, settings.maxSize());
        }
        if (!isPdf(file)) {
            throw VaultRefused.notAPdf(fileName);
        }
        // A reader repairs what was cut off by guessing; a document that is kept, or sealed, should not need that.
        if (!contains(file, TABLE, file.length - TOLERANCE, file.length)
                || !contains(file, END, file.length - TOLERANCE, file.length)) {
            throw VaultRefused.broken(fileName);
        }
        try (var document = Loader.loadPDF(file)) {
            if (document.isEncrypted()) {
                throw VaultRefused.encrypted(fileName);
            }
            var pages = 0;
            for (var page : document.getPages()) {
                page.getMediaBox();
                pages++;
            }
            if (pages == 0) {
                throw VaultRefused.broken(fileName);
            }
        } catch (InvalidPasswordException e) {
            throw VaultRefused.encrypted(fileName);
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw VaultRefused.broken(fileName);
        }
    }

    /** Whether it says so of itself. */
    boolean isPdf(byte[] file) {
        return contains(file, HEADER, 0, TOLERANCE);
    }

    private static boolean contains(byte[] file, byte[] mark, int from, int to) {
        var last = Math.min(to, file.length) - mark.length;
        for (var at = Math.max(0, from); at <= last; at++) {
            if (startsAt(file, mark, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsAt(byte[] file, byte[] mark, int at) {
        for (var i = 0; i < mark.length; i++) {
            if (file[at + i] != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
