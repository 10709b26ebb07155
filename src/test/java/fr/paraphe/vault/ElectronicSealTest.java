package fr.paraphe.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.paraphe.testing.Pdfs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

class ElectronicSealTest extends VaultScenario {

    @Autowired
    ElectronicSeal seal;

    @Autowired
    SealValidation validation;

    @TempDir
    Path folder;

    @Test
    @DisplayName("C-15 A document filed with the seal carries the account's own, intact, with its time")
    void sealed() {
        var document = filed(worker, Pdfs.saying("Attestation"), Map.of("type", "attestation", "seal", "true"));

        var verdict = get(documentsOf(worker) + "/" + document.path("id").asLong() + "/seal");

        assertThat(body(verdict).path("state").asText()).isEqualTo("INTACT");
        assertThat(body(verdict).path("signer").asText()).isEqualTo(account.name());
        assertThat(body(verdict).path("at").asText()).isEqualTo("2026-09-16T08:00:00Z");
    }

    @Test
    @DisplayName("C-15 The same file filed twice with the seal is one document, and leaves one content")
    void sealedTwice() {
        var pdf = Pdfs.saying("Deux fois " + account.code());
        var before = contents();
        var first = filed(worker, pdf, Map.of("type", "attestation", "seal", "true"));

        var second = file(worker, pdf, Map.of("type", "attestation", "seal", "true"));

        assertThat(body(second)).isEqualTo(first);
        assertThat(contents()).isEqualTo(before + 1);
    }

    @Test
    @DisplayName("C-15 An outside validator finds the seal valid, over the whole document")
    void pdfsig() throws Exception {
        assumeTrue(isThere("pdfsig"), "pdfsig (package poppler-utils) is not installed");
        var file =
                Files.write(folder.resolve("sealed.pdf"), seal.seal(account.id(), Pdfs.saying("Pour pdfsig"), "Essai"));

        var process = new ProcessBuilder("pdfsig", file.toString())
                .redirectErrorStream(true)
                .start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(told).contains("Signature is Valid", "Total document signed", "ETSI.CAdES.detached", account.name());
    }

    @Test
    @DisplayName("A changed byte is found wherever it stands, and so is what was added after the end")
    void altered() {
        var sealed = seal.seal(account.id(), Pdfs.saying("Ne pas toucher"), "Essai");
        var end = sealed.length;

        for (var at : new int[] {20, 300, end - 40}) {
            var changed = sealed.clone();
            changed[at] ^= 1;
            assertThat(validation.validate(changed).state())
                    .as("byte %d of %d", at, end)
                    .isEqualTo(SealValidation.State.ALTERED);
        }
        var longer = Arrays.copyOf(sealed, end + 12);
        System.arraycopy("junk of ours".getBytes(StandardCharsets.US_ASCII), 0, longer, end, 12);
        assertThat(validation.validate(longer).state()).isEqualTo(SealValidation.State.ALTERED);
        assertThat(validation.validate(annotated(sealed)).state()).isEqualTo(SealValidation.State.ALTERED);
    }

    @Test
    @DisplayName("Without a seal there is none; one of somebody else is unknown here")
    void others() {
        var stranger = new GeneratedSealKeys(folder, java.time.Clock.systemUTC());
        var sealed = seal.seal(account.id(), Pdfs.saying("Connu ici"), "Essai");

        assertThat(validation.validate(Pdfs.saying("Rien")).state()).isEqualTo(SealValidation.State.NOT_SEALED);
        assertThat(new SealValidation(stranger).validate(sealed).state())
                .isEqualTo(SealValidation.State.UNKNOWN_SIGNER);
    }

    @Test
    @DisplayName("Generated keys last, one for each account, readable by their owner alone")
    void generated() throws IOException {
        var clock = java.time.Clock.systemUTC();
        var key = new GeneratedSealKeys(folder, clock).of(account);

        assertThat(new GeneratedSealKeys(folder, clock).of(account).getCertificate())
                .isEqualTo(key.getCertificate());
        assertThat(key.getCertificate().getSubject().getPrettyPrintRFC2253()).contains(account.name());
        assertThat(key.getCertificate().getNotAfter().toInstant())
                .isAfter(Instant.now().plus(java.time.Duration.ofDays(3_640)));
        for (var file : new String[] {"seals.p12", "password"}) {
            assertThat(Files.getPosixFilePermissions(folder.resolve(file)))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        }
    }

    private static byte[] annotated(byte[] sealed) {
        try (var document = Loader.loadPDF(sealed);
                var out = new ByteArrayOutputStream()) {
            document.getDocumentInformation().setTitle("Changé");
            document.saveIncremental(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private long contents() {
        return jdbc.sql("select count(*) from vault_content").query(Long.class).single();
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
