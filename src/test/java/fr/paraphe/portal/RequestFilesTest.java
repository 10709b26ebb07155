package fr.paraphe.portal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.testing.Pdfs;
import fr.paraphe.testing.Visitor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The files of an answer: PDFs and photos, good and bad. */
class RequestFilesTest extends RequestScenario {

    @Test
    @DisplayName("P-23 bad files are refused by name and nothing is half done; a 100 MB upload is refused well")
    void badFiles() {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");

        var text = answer(visitor, number, "Voici", List.of(Pdfs.saying("Facture"), "pas un PDF".getBytes()), true);
        assertThat(text.statusCode()).isEqualTo(415);
        assertThat(text.body()).contains("facture2.pdf", "Voici");
        var huge = answer(visitor, number, "Voici", List.of(new byte[100 * 1024 * 1024]), true);
        assertThat(huge.statusCode()).isEqualTo(413);
        assertThat(huge.body()).contains("facture1.pdf", "25");
        assertThat(answer(visitor, number, " ", List.of(), false).statusCode()).isEqualTo(422);

        assertThat(state(number)).isEqualTo("OPEN");
        assertThat(get("/api/tasks/" + number).get("exchange")).isEmpty();
        assertThat(visitor.get("/portal/vault").body()).doesNotContain("facture1");
    }

    @Test
    @DisplayName("P-23 photos of a phone become PDFs of one page, upright; sent twice they are kept once")
    void photos() throws Exception {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");

        answer(visitor, number, "", List.of(photo("jpeg", ON_ITS_SIDE), photo("png", new byte[0])), false);
        answer(visitor, number, "", List.of(photo("jpeg", ON_ITS_SIDE)), false);

        var exchange = get("/api/tasks/" + number).get("exchange");
        assertThat(exchange).hasSize(2);
        try (var kept = pdf(visitor, exchange.get(0).get("document").asLong())) {
            assertThat(kept.getNumberOfPages()).isEqualTo(1);
            assertThat(kept.getPage(0).getRotation()).isEqualTo(90);
            assertThat(kept.getPage(0).getMediaBox().getWidth())
                    .isGreaterThan(kept.getPage(0).getMediaBox().getHeight());
        }
        try (var kept = pdf(visitor, exchange.get(1).get("document").asLong())) {
            assertThat(kept.getPage(0).getRotation()).isZero();
        }
    }

    @Test
    @DisplayName("P-23 a photo that was cut off is refused, also one whose preview is whole")
    void halfAPhoto() throws Exception {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var number = number("REQUEST");

        for (var photo : List.of(
                cutOff(photo("png", new byte[0]), 50),
                cutOff(photo("jpeg", new byte[0]), 5),
                cutOff(photo("jpeg", preview(photo("jpeg", ON_ITS_SIDE))), 5))) {
            var refused = answer(visitor, number, "", List.of(photo), false);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("La photo « facture1.pdf » est incomplète ou endommagée");
        }
        assertThat(get("/api/tasks/" + number).get("exchange")).isEmpty();
    }

    @Test
    @DisplayName("P-23 §5 a small file that says it is a photo of billions of points is refused, and takes no memory")
    void saysItIsHuge() throws Exception {
        var visitor = inTheSpaceOf(client, mail);
        requested("2026-09-26");
        var photo = photo("jpeg", new byte[0]);
        var frame = new String(photo, ISO_8859_1).indexOf("\u00ff\u00c0");
        ByteBuffer.wrap(photo).putShort(frame + 5, (short) 60_000).putShort(frame + 7, (short) 60_000);

        var refused = answer(visitor, number("REQUEST"), "", List.of(photo), false);

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("plus de 250 millions de points");
    }

    private static byte[] cutOff(byte[] photo, int bytes) {
        return Arrays.copyOf(photo, photo.length - bytes);
    }

    /** A segment of notes that holds a small picture. */
    private static byte[] preview(byte[] photo) {
        return ByteBuffer.allocate(photo.length + 4)
                .put(HexFormat.of().parseHex("ffe2"))
                .putShort((short) (photo.length + 2))
                .put(photo)
                .array();
    }

    /** What a camera notes that was held upright: turn by 90 degrees. */
    private static final byte[] ON_ITS_SIDE = HexFormat.of()
            .parseHex("ffe10022457869660000" + "49492a0008000000" + "0100" + "120103000100000006000000" + "00000000");

    /** Wider than high. */
    private static byte[] photo(String format, byte[] notes) throws IOException {
        var file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), format, file);
        var photo = file.toByteArray();
        if (notes.length == 0) {
            return photo;
        }
        var noted = new ByteArrayOutputStream();
        noted.write(photo, 0, 2);
        noted.write(notes);
        noted.write(photo, 2, photo.length - 2);
        return noted.toByteArray();
    }

    private PDDocument pdf(Visitor visitor, long document) throws IOException {
        return Loader.loadPDF(visitor.getBytes("/portal/documents/" + document));
    }
}
