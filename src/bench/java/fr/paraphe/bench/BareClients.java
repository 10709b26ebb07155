package fr.paraphe.bench;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.util.Date;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The clients that Paraphe sends with, used as plainly as can be, with messages like Paraphe's. */
final class BareClients {

    private static final String TEXT = """
            Bonjour, votre contrat de travail attend votre signature. Merci de le signer dans votre espace \
            avant la date limite. Agence measured""";

    private BareClients() {}

    /** Jakarta Mail on one kept-open connection; the body is made once. */
    static SendBench.Sender mail(int port) throws MessagingException {
        var server = new JavaMailSenderImpl();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.getJavaMailProperties().put("mail.smtp.localhost", "paraphe.example");
        var transport = server.getSession().getTransport("smtp");
        transport.connect("127.0.0.1", port, null, null);
        var body = new MimeMultipart("alternative", part("plain", TEXT), part("html", "<p>" + TEXT + "</p>"));
        var from = new InternetAddress("Paraphe <relances@paraphe.example>");
        return new SendBench.Sender() {
            @Override
            public void send(int recipient) throws Exception {
                var mail = server.createMimeMessage();
                mail.setFrom(from);
                mail.setRecipient(RecipientType.TO, new InternetAddress("p" + recipient + "@example.org"));
                mail.setSentDate(new Date());
                mail.setSubject("Votre contrat attend votre signature", "UTF-8");
                mail.setContent(body);
                mail.saveChanges();
                transport.sendMessage(mail, mail.getAllRecipients());
            }

            @Override
            public void close() throws MessagingException {
                transport.close();
            }
        };
    }

    private static MimeBodyPart part(String subtype, String text) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, "UTF-8", subtype);
        return part;
    }

    /** Twilio's SDK, whose connections lead to the sink. */
    static SendBench.Sender sms(String baseUrl) {
        var sink = new HttpRoute(HttpHost.create(URI.create(baseUrl)));
        var client = new TwilioRestClient.Builder(SmsSink.ACCOUNT, SmsSink.TOKEN)
                .httpClient(
                        new NetworkHttpClient(HttpClientBuilder.create().setRoutePlanner((provider, context) -> sink)))
                .build();
        return recipient -> Message.creator(
                        new PhoneNumber("+336%08d".formatted(recipient)), new PhoneNumber("Paraphe"), TEXT)
                .setStatusCallback(URI.create("http://localhost:8080/callbacks/twilio/status/" + recipient))
                .setValidityPeriod(14_400)
                .create(client);
    }
}
