package fr.paraphe.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A received file, kept on disk while it is read: an upload that breaks off imports nothing, a slow one holds nothing,
 * and the encoding is known before the first row.
 */
final class Spool implements AutoCloseable {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int BLOCK = 65_536;

    private final Path file;
    private final String sha256;
    private final Charset charset;
    private final int markLength;

    private Spool(Path file, String sha256, Charset charset, int markLength) {
        this.file = file;
        this.sha256 = sha256;
        this.charset = charset;
        this.markLength = markLength;
    }

    /** @throws ImportRefused if there are more bytes than this */
    static Spool receive(InputStream in, long maxBytes) throws IOException {
        return receive(in, maxBytes, Files.createTempFile("paraphe-import-", ".spool"));
    }

    /** @param file where it is kept; gone if anything fails */
    static Spool receive(InputStream in, long maxBytes, Path file) throws IOException {
        try {
            return copy(in, maxBytes, file);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static Spool copy(InputStream in, long maxBytes, Path file) throws IOException {
        var digest = sha256Digest();
        var utf8 = new Utf8Check();
        var start = new byte[0];
        var total = 0L;
        try (var out = Files.newOutputStream(file);
                var digested = new DigestInputStream(in, digest)) {
            var block = new byte[BLOCK];
            for (int count; (count = digested.readNBytes(block, 0, BLOCK)) > 0; ) {
                start = total == 0 ? Arrays.copyOf(block, Math.min(count, 3)) : start;
                total += count;
                if (total > maxBytes) {
                    throw ImportRefused.tooLarge(maxBytes);
                }
                utf8.see(block, count);
                out.write(block, 0, count);
            }
        }
        var mark = ByteOrderMark.of(start);
        var charset = mark.charset != null ? mark.charset : utf8.passed() ? StandardCharsets.UTF_8 : WINDOWS_1252;
        return new Spool(file, HexFormat.of().formatHex(digest.digest()), charset, mark.length);
    }

    String sha256() {
        return sha256;
    }

    Charset charset() {
        return charset;
    }

    /** The text without its byte order mark. */
    Reader text(Charset charset) throws IOException {
        var in = Files.newInputStream(file);
        in.skipNBytes(markLength);
        return new BufferedReader(new InputStreamReader(in, charset), BLOCK);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    private enum ByteOrderMark {
        UTF_8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
        UTF_16BE(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
        UTF_16LE(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
        NONE(null);

        private final @Nullable Charset charset;
        private final int length;
        private final byte[] bytes;

        ByteOrderMark(@Nullable Charset charset, int... bytes) {
            this.charset = charset;
            this.length = bytes.length;
            this.bytes = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                this.bytes[i] = (byte) bytes[i];
            }
        }

        static ByteOrderMark of(byte[] start) {
            return Arrays.stream(values())
                    .filter(mark ->
                            start.length >= mark.length && Arrays.equals(mark.bytes, Arrays.copyOf(start, mark.length)))
                    .findFirst()
                    .orElse(NONE);
        }
    }

    /** Whether bytes seen block by block are UTF-8 throughout. */
    private static final class Utf8Check {

        private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        private final CharBuffer discarded = CharBuffer.allocate(BLOCK);
        private final ByteBuffer pending = ByteBuffer.allocate(BLOCK + 8);
        private boolean passed = true;

        void see(byte[] block, int count) {
            pending.put(block, 0, count).flip();
            while (passed && decode(false)) {
                discarded.clear();
            }
            discarded.clear();
            pending.compact();
            if (!passed) {
                pending.clear();
            }
        }

        /** @return whether the output ran full, so that there may be more to decode */
        private boolean decode(boolean last) {
            var result = decoder.decode(pending, discarded, last);
            passed &= !result.isError();
            return result.isOverflow();
        }

        boolean passed() {
            pending.flip();
            decode(true);
            return passed;
        }
    }
}
