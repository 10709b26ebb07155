package fr.paraphe.relaunch;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.testing.Visitor;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

class RelaunchMailsTest extends RelaunchScenario {

    private static final Pattern LINK = Pattern.compile("http://localhost:8080(/[a-z]*)");

    @LocalServerPort
    int port;

    @ParameterizedTest
    @CsvSource({"MAIL, /portal", "SMS, /p"})
    @DisplayName(
            "R-25 R-27 whoever follows the link of a mail, or the short one of an SMS, lands at the contracts to sign,"
                    + " through the login")
    void leadsToTheContracts(String channel, String path) throws Exception {
        workersWithAContract(1);
        sent(channel);

        var text = channel.equals("SMS") ? smsBodies().get(0).replaceAll("(?s)^.*Body=", "") : plain(mails().get(0));
        var link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        assertThat(link.group(1)).isEqualTo(path);
        var visitor = Visitor.at(port);
        var address = path;
        for (var step = 0; step < 2 && !address.endsWith("/portal/login"); step++) {
            address = URI.create(visitor.get(address)
                            .headers()
                            .firstValue("Location")
                            .orElseThrow())
                    .getPath();
        }
        assertThat(address).isEqualTo("/portal/login");
    }

    private static String plain(MimeMessage mail) throws Exception {
        return ((Multipart) mail.getContent()).getBodyPart(0).getContent().toString();
    }

    @Test
    @DisplayName(
            "R-15 each mail can be answered by one click to get no more (RFC 8058): the next run sets that person apart")
    void oneClick() throws Exception {
        workersWithAContract(2);
        sent("MAIL");
        var mails = mails();
        assertThat(mails).hasSize(2);
        var link = URI.create(mails.get(0).getHeader("List-Unsubscribe")[0].replaceAll("[<>\\s]", ""));
        assertThat(mails.get(1).getHeader("List-Unsubscribe")[0]).doesNotContain(link.toString());
        assertThat(mails.get(0).getHeader("List-Unsubscribe-Post")[0]).isEqualTo("List-Unsubscribe=One-Click");

        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        var answer = http.postForEntity(
                link.getPath() + "?" + link.getQuery(),
                new HttpEntity<>("List-Unsubscribe=One-Click", headers),
                String.class);

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(database.sql("select mail_problem from partner where account_id = ? and mail = ?")
                        .params(
                                agency.id().value(),
                                mails.get(0).getAllRecipients()[0].toString())
                        .query(String.class)
                        .single())
                .isEqualTo("OPTED_OUT");
    }
}
