package fr.paraphe.vault;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.springframework.stereotype.Component;

/** Makes a PDF of one page of a photo, as phones take them: it stays as sharp as it is, and upright. */
@Component
class PhotoPages {

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    /** A PNG is unpacked to be read: four bytes for each of its points. */
    private static final long MOST_POINTS = 25_000_000;

    private static final int ORIENTATION = 0x0112;
    private static final int FIRST_APPLICATION_SEGMENT = 0xFFE1;
    private static final int START_OF_IMAGE_DATA = 0xFFDA;

    static boolean isPhoto(byte[] file) {
        return List.of(JPEG, PNG).stream().anyMatch(mark -> startsWith(file, mark));
    }

    /** @throws VaultRefused if the photo is broken, or a PNG of too many points */
    byte[] toPdf(String fileName, byte[] photo) {
        try (var document = new PDDocument();
                var pdf = new ByteArrayOutputStream()) {
            var image = startsWith(photo, PNG)
                    ? png(fileName, document, photo)
                    : JPEGFactory.createFromByteArray(document, photo);
            var page = new PDPage(new PDRectangle(
                    PDRectangle.A4.getWidth(), PDRectangle.A4.getWidth() * image.getHeight() / image.getWidth()));
            page.setRotation(startsWith(photo, JPEG) ? rotation(photo) : 0);
            document.addPage(page);
            document.setDocumentId((long) Arrays.hashCode(photo)); // the same photo is the same document
            try (var content = new PDPageContentStream(document, page)) {
                content.drawImage(
                        image,
                        0,
                        0,
                        page.getMediaBox().getWidth(),
                        page.getMediaBox().getHeight());
            }
            document.save(pdf);
            return pdf.toByteArray();
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw VaultRefused.broken(fileName);
        }
    }

    private static PDImageXObject png(String fileName, PDDocument document, byte[] photo) throws IOException {
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(photo))) {
            var reader = ImageIO.getImageReaders(input).next();
            try {
                reader.setInput(input, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_POINTS) {
                    throw VaultRefused.tooManyPoints(fileName, MOST_POINTS / 1_000_000);
                }
                return LosslessFactory.createFromImage(document, reader.read(0));
            } finally {
                reader.dispose();
            }
        }
    }

    /** By how many degrees the photo is to be turned clockwise, as its camera noted; 0 if it did not. */
    private static int rotation(byte[] jpeg) {
        try {
            var data = ByteBuffer.wrap(jpeg).position(2);
            while (true) {
                var marker = data.getShort() & 0xFFFF;
                var length = data.getShort() & 0xFFFF;
                if (marker == FIRST_APPLICATION_SEGMENT && isExif(data)) {
                    return degrees(orientation(data.slice().position(6).slice()));
                }
                if (marker == START_OF_IMAGE_DATA || length < 2) {
                    return 0;
                }
                data.position(data.position() + length - 2);
            }
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return 0; // no camera's notes, or unreadable ones: the picture itself may be fine
        }
    }

    private static boolean isExif(ByteBuffer segment) {
        var mark = new byte[6];
        segment.duplicate().get(mark);
        return new String(mark, StandardCharsets.ISO_8859_1).equals("Exif\0\0");
    }

    /** The field of this name in the first table of a TIFF header; 1 is upright. */
    private static int orientation(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var table = tiff.getInt(4);
        var fields = tiff.getShort(table);
        for (var n = 0; n < fields; n++) {
            var field = table + 2 + 12 * n;
            if (tiff.getShort(field) == ORIENTATION) {
                return tiff.getShort(field + 8);
            }
        }
        return 1;
    }

    private static int degrees(int orientation) {
        return switch (orientation) {
            case 3 -> 180;
            case 6 -> 90;
            case 8 -> 270;
            default -> 0;
        };
    }

    private static boolean startsWith(byte[] file, byte[] mark) {
        return file.length >= mark.length
                && ByteBuffer.wrap(file, 0, mark.length).equals(ByteBuffer.wrap(mark));
    }
}
