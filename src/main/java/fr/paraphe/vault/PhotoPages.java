package fr.paraphe.vault;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceCMYK;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.springframework.stereotype.Component;

/** Makes a PDF of one page of a photo, as phones take them: it stays as sharp as it is, and upright. */
@Component
class PhotoPages {

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

    /** A photo is unpacked to be read: four bytes for each of its points. */
    private static final long MOST_POINTS = 25_000_000;

    /** What a JPEG may have, which need not be unpacked: the largest that phones take have 200 million. */
    private static final long MOST_POINTS_AS_IT_IS = 250_000_000;

    private static final int ORIENTATION = 0x0112;
    private static final int FIRST_APPLICATION_SEGMENT = 0xE1;
    private static final int START_OF_IMAGE_DATA = 0xDA;

    /**
     * The markers of the segment that says how large the picture is, and of how many colours, whatever it is packed by.
     */
    private static final Set<Integer> FRAMES =
            Set.of(0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF);

    /** Where that segment has the number of colours: after a byte and two shorts. */
    private static final int COMPONENTS = 5;

    private static final int END_OF_IMAGE = 0xD9;

    static boolean isPhoto(byte[] file) {
        return List.of(JPEG, PNG).stream().anyMatch(mark -> startsWith(file, mark));
    }

    /** @throws VaultRefused if the photo is broken, or of too many points */
    byte[] toPdf(String fileName, byte[] photo) {
        try (var document = new PDDocument();
                var pdf = new ByteArrayOutputStream()) {
            var image = startsWith(photo, PNG) ? png(fileName, document, photo) : jpeg(fileName, document, photo);
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
        } catch (IOException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | BufferUnderflowException
                | NegativeArraySizeException e) {
            throw VaultRefused.brokenPhoto(fileName);
        }
    }

    /** It is kept as it is; that it can be shown is tried before, unless it is too large for that. */
    private static PDImageXObject jpeg(String fileName, PDDocument document, byte[] photo) throws IOException {
        if (!hasEnd(photo)) {
            throw new IOException("cut off");
        }
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(photo))) {
            var reader = ImageIO.getImageReadersByFormatName("jpeg").next();
            try {
                reader.setInput(input, true, true);
                var width = reader.getWidth(0);
                var height = reader.getHeight(0);
                refuseBeyond(MOST_POINTS_AS_IT_IS, width, height, fileName);
                if ((long) width * height <= MOST_POINTS) {
                    reader.readRaster(0, null); // whatever its colours are
                }
                return asItIs(document, photo, width, height);
            } finally {
                reader.dispose();
            }
        }
    }

    /** As PDFBox's JPEGFactory makes it, which unpacks it for that, however large it says it is. */
    private static PDImageXObject asItIs(PDDocument document, byte[] photo, int width, int height) throws IOException {
        var colours = colours(photo);
        var image = new PDImageXObject(
                document, new ByteArrayInputStream(photo), COSName.DCT_DECODE, width, height, 8, colours);
        if (colours == PDDeviceCMYK.INSTANCE) {
            image.setDecode(COSArray.ofCOSIntegers(List.of(1, 0, 1, 0, 1, 0, 1, 0))); // cameras' inks are inverted
        }
        return image;
    }

    private static PDColorSpace colours(byte[] jpeg) throws IOException {
        var frame = segments(jpeg).stream()
                .filter(segment -> FRAMES.contains(segment.marker()))
                .findFirst()
                .orElseThrow(() -> new IOException("no frame"));
        return switch (frame.content().get(COMPONENTS)) {
            case 1 -> PDDeviceGray.INSTANCE;
            case 3 -> PDDeviceRGB.INSTANCE;
            case 4 -> PDDeviceCMYK.INSTANCE;
            default -> throw new IOException("colours of no known kind");
        };
    }

    private static void refuseBeyond(long points, int width, int height, String fileName) {
        if ((long) width * height > points) {
            throw VaultRefused.tooManyPoints(fileName, points / 1_000_000);
        }
    }

    private static PDImageXObject png(String fileName, PDDocument document, byte[] photo) throws IOException {
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(photo))) {
            var reader = ImageIO.getImageReaders(input).next();
            try {
                reader.setInput(input, true, true);
                refuseBeyond(MOST_POINTS, reader.getWidth(0), reader.getHeight(0), fileName);
                return LosslessFactory.createFromImage(document, reader.read(0));
            } finally {
                reader.dispose();
            }
        }
    }

    /** What a JPEG is made of. @param content up to the next segment; of the image's data: all that follows */
    private record Segment(int marker, ByteBuffer content) {}

    /** In their order; the image's data are the last. */
    private static List<Segment> segments(byte[] jpeg) {
        var segments = new ArrayList<Segment>();
        var data = ByteBuffer.wrap(jpeg).position(2);
        int marker;
        do {
            marker = data.getShort() & 0xFF;
            while (marker == 0xFF) {
                marker = data.get() & 0xFF; // a marker may be preceded by any number of these
            }
            if (marker == START_OF_IMAGE_DATA) {
                segments.add(new Segment(marker, data.slice()));
            } else {
                var length = data.getShort() - 2 & 0xFFFF;
                segments.add(new Segment(marker, data.slice(data.position(), length)));
                data.position(data.position() + length);
            }
        } while (marker != START_OF_IMAGE_DATA);
        return segments;
    }

    /** Whether the picture itself has one: the end of a preview, which stands among the camera's notes, is none. */
    private static boolean hasEnd(byte[] jpeg) {
        var segments = segments(jpeg);
        var image = segments.get(segments.size() - 1).content();
        return IntStream.range(0, image.limit() - 1)
                .anyMatch(at -> (image.getShort(at) & 0xFFFF) == (0xFF00 | END_OF_IMAGE));
    }

    /** By how many degrees the photo is to be turned clockwise, as its camera noted; 0 if it did not. */
    private static int rotation(byte[] jpeg) {
        return segments(jpeg).stream()
                .filter(segment -> segment.marker() == FIRST_APPLICATION_SEGMENT && isExif(segment.content()))
                .findFirst()
                .map(segment -> orientation(segment.content()))
                .map(PhotoPages::degrees)
                .orElse(0);
    }

    private static boolean isExif(ByteBuffer segment) {
        return segment.limit() >= EXIF.length && segment.slice(0, EXIF.length).equals(ByteBuffer.wrap(EXIF));
    }

    /** The field of this name in the first table of the camera's notes; 1 is upright. */
    private static int orientation(ByteBuffer notes) {
        try {
            var tiff = notes.slice(EXIF.length, notes.limit() - EXIF.length);
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
        } catch (IndexOutOfBoundsException e) {
            return 1; // unreadable notes: the picture itself is fine
        }
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
