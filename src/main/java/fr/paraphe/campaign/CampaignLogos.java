package fr.paraphe.campaign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The logos of campaigns: JPEG by their content, small enough to be shown to everyone (C-19). */
@Repository
class CampaignLogos {

    /** Start of image, then the first marker: what every JPEG begins with. */
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    private final CampaignSettings settings;
    private final JdbcClient jdbc;

    CampaignLogos(CampaignSettings settings, JdbcClient jdbc) {
        this.settings = settings;
        this.jdbc = jdbc;
    }

    void put(Campaign campaign, String fileName, InputStream content) {
        var jpeg = accept(fileName, content);
        remove(campaign);
        jdbc.sql("insert into campaign_logo (campaign_id, jpeg) values (?, ?)")
                .params(campaign.id(), jpeg)
                .update();
    }

    void remove(Campaign campaign) {
        jdbc.sql("delete from campaign_logo where campaign_id = ?")
                .param(campaign.id())
                .update();
    }

    Optional<byte[]> of(Campaign campaign) {
        return jdbc.sql("select jpeg from campaign_logo where campaign_id = ?")
                .param(campaign.id())
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    Optional<Long> version(Campaign campaign) {
        return jdbc.sql("select version from campaign_logo where campaign_id = ?")
                .param(campaign.id())
                .query(Long.class)
                .optional();
    }

    private byte[] accept(String fileName, InputStream content) {
        try {
            var limit = Math.toIntExact(settings.logoMaxSize().toBytes());
            var file = content.readNBytes(limit + 1);
            if (file.length > limit) {
                throw CampaignRefused.logoTooLarge(fileName, settings.logoMaxSize());
            }
            if (!Arrays.equals(Arrays.copyOf(file, JPEG.length), JPEG)) {
                throw CampaignRefused.logoNotJpeg(fileName);
            }
            decode(fileName, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its size is read before its pixels: a small file may unfold into more of them than memory holds. */
    private void decode(String fileName, byte[] file) {
        var reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input);
            refuseIfTooWide(fileName, reader);
            reader.read(0);
        } catch (IOException | RuntimeException e) {
            throw e instanceof CampaignRefused refused ? refused : CampaignRefused.logoNotJpeg(fileName);
        } finally {
            reader.dispose();
        }
    }

    private void refuseIfTooWide(String fileName, ImageReader reader) throws IOException {
        var most = settings.logoMaxPixels();
        if (reader.getWidth(0) > most || reader.getHeight(0) > most) {
            throw CampaignRefused.logoTooWide(fileName, most);
        }
    }
}
