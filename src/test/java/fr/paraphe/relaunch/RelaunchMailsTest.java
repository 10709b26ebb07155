package fr.paraphe.relaunch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

class RelaunchMailsTest extends RelaunchScenario {

    @Test
    @DisplayName(
            "R-15 each mail can be answered by one click to get no more (RFC 8058): the next run sets that person apart")
    void oneClick() throws Exception {
        workersWithAContract(2);
        sent("MAIL");
        var mails = mailServer.getReceivedMessages();
        assertThat(mails).hasSize(2);
        var link = URI.create(mails[0].getHeader("List-Unsubscribe")[0].replaceAll("[<>\\s]", ""));
        assertThat(mails[1].getHeader("List-Unsubscribe")[0]).doesNotContain(link.toString());
        assertThat(mails[0].getHeader("List-Unsubscribe-Post")[0]).isEqualTo("List-Unsubscribe=One-Click");

        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        var answer = http.postForEntity(
                link.getPath() + "?" + link.getQuery(),
                new HttpEntity<>("List-Unsubscribe=One-Click", headers),
                String.class);

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(database.sql("select mail_problem from partner where account_id = ? and mail = ?")
                        .params(agency.id().value(), mails[0].getAllRecipients()[0].toString())
                        .query(String.class)
                        .single())
                .isEqualTo("OPTED_OUT");
    }
}
