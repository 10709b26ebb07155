package fr.paraphe.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;

/** Whatever lies in the mailbox for mails that came back is a report, or is left alone. */
class BounceReportFuzzTest {

    @FuzzTest(maxDuration = "60s")
    @DisplayName("Any mail is a report with a status, none, or not understood")
    void report(byte @NotNull [] mail) {
        try {
            var report = BounceReport.of(new MimeMessage(null, new ByteArrayInputStream(mail)));
            report.ifPresent(found -> assertThat(found.status()).matches("[245]\\.\\d{1,3}\\.\\d{1,3}"));
        } catch (MessagingException | IOException e) {
            // not understood, which the mailbox says in the log
        }
    }
}
