package fr.paraphe.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.charset.Charset;
import java.util.List;

/** A PDF of one page with a few lines of text, written without any library: the same lines make the same bytes. */
final class DemoPdf {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private DemoPdf() {}

    static byte[] of(String title, List<String> lines) {
        var text = new StringBuilder("BT /F1 20 Tf 60 760 Td (" + escaped(title) + ") Tj /F1 11 Tf 0 -20 Td");
        lines.forEach(line -> text.append(" 0 -18 Td (").append(escaped(line)).append(") Tj"));
        text.append(" ET");
        var objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                        + " /Resources << /Font << /F1 5 0 R >> >> >>",
                "<< /Length " + text.length() + " >>\nstream\n" + text + "\nendstream",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        var file = new StringBuilder("%PDF-1.7\n");
        var table = new StringBuilder("0000000000 65535 f \n");
        for (var n = 0; n < objects.size(); n++) {
            table.append("%010d 00000 n \n".formatted(file.length()));
            file.append("%d 0 obj\n%s\nendobj\n".formatted(n + 1, objects.get(n)));
        }
        var tableAt = file.length();
        file.append("xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
                .formatted(objects.size() + 1, table, objects.size() + 1, tableAt));
        return file.toString().getBytes(US_ASCII);
    }

    /** One character for each byte: offsets can be counted in the text. */
    private static String escaped(String text) {
        var ascii = new StringBuilder();
        for (var octet : text.getBytes(WINDOWS)) {
            var code = octet & 0xff;
            if (code < 32 || code > 126 || code == '(' || code == ')' || code == '\\') {
                ascii.append("\\%03o".formatted(code));
            } else {
                ascii.append((char) code);
            }
        }
        return ascii.toString();
    }
}
