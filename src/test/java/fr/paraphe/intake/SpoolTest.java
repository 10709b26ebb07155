package fr.paraphe.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

    @ParameterizedTest
    @CsvSource({
        "UTF-8, false, UTF-8",
        "UTF-8, true, UTF-8",
        "UTF-16LE, true, UTF-16LE",
        "UTF-16BE, true, UTF-16BE",
        "windows-1252, false, windows-1252",
        "US-ASCII, false, UTF-8"
    })
    @DisplayName("§5 The encoding is found out: by the mark, else UTF-8 if all of it is, else Windows-1252")
    void encodings(String written, boolean marked, String found) throws IOException {
        var text = written.equals("US-ASCII") ? "Nom\nLea\n" : "Prénom\nLéa Œuvré\n";

        try (var spool = receive(((marked ? "\uFEFF" : "") + text).getBytes(Charset.forName(written)))) {
            assertThat(spool.charset()).isEqualTo(Charset.forName(found));
            assertThat(new BufferedReader(spool.text(spool.charset())).lines())
                    .containsExactlyElementsOf(text.lines().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65_534, 65_535, 65_536, 131_071})
    @DisplayName("§5 A letter of two bytes may lie across two blocks, and one wrong byte at the very end is seen")
    void acrossBlocks(int before) throws IOException {
        var text = "x".repeat(before) + "é" + "y".repeat(70_000);
        try (var spool = receive(text.getBytes(StandardCharsets.UTF_8))) {
            assertThat(spool.charset()).isEqualTo(StandardCharsets.UTF_8);
        }
        try (var spool = receive((text + "é").getBytes(Charset.forName("windows-1252")))) {
            assertThat(spool.charset()).isEqualTo(Charset.forName("windows-1252"));
        }
        var cutOff = text.getBytes(StandardCharsets.UTF_8);
        try (var spool = receive(Arrays.copyOf(cutOff, before + 1))) {
            assertThat(spool.charset()).isEqualTo(Charset.forName("windows-1252"));
        }
    }

    @Test
    @DisplayName("§5 More than the limit is refused, and nothing of it stays on disk")
    void tooLarge() {
        assertThatThrownBy(() -> Spool.receive(new ByteArrayInputStream(new byte[1_000_001]), 1_000_000))
                .isInstanceOfSatisfying(
                        ImportRefused.class, e -> assertThat(e.status()).isEqualTo(413));
    }

    @Test
    @DisplayName("§5 On a full disk nothing is received, and nothing stays behind")
    void fullDisk(@TempDir Path folder) throws IOException {
        var fullDisk = Path.of("/dev/full");
        assumeTrue(Files.exists(fullDisk), "a device that is always full");
        var file = Files.createSymbolicLink(folder.resolve("upload.spool"), fullDisk);

        assertThatThrownBy(() -> Spool.receive(new ByteArrayInputStream(new byte[1_000]), 10_000, file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device");
        assertThat(folder).isEmptyDirectory();
    }

    private static Spool receive(byte[] bytes) throws IOException {
        return Spool.receive(new ByteArrayInputStream(bytes), 10_000_000);
    }
}
