package fr.paraphe.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Decides, before any bean exists, what the mailbox catches, and points the application to it.
 *
 * <p>Mail is caught unless {@code spring.mail.host} names a server; SMS are caught unless {@code paraphe.message.sms}
 * holds a provider's address or account; nothing is caught with the profile {@code production} or with
 * {@code paraphe.mailbox.enabled=false}.
 */
class MailboxEnvironment implements EnvironmentPostProcessor, Ordered {

    /** After the configuration files, which say whether there are real servers. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var wanted = environment.getProperty("paraphe.mailbox.enabled", Boolean.class, true)
                && !environment.matchesProfiles("production");
        var catchesMail = wanted && !environment.containsProperty("spring.mail.host");
        var catchesSms = wanted
                && !environment.containsProperty("paraphe.message.sms.base-url")
                && !environment.containsProperty("paraphe.message.sms.account-sid");

        var decided = new HashMap<String, Object>();
        decided.put("paraphe.mailbox.open", catchesMail || catchesSms);
        decided.put("paraphe.mailbox.catches-mail", catchesMail);
        decided.put("paraphe.mailbox.catches-sms", catchesSms);
        if (catchesMail) {
            decided.putAll(mailServer(port(environment, "paraphe.mailbox.smtp-port")));
        }
        if (catchesSms) {
            decided.putAll(smsProvider(port(environment, "paraphe.mailbox.sms-port")));
        }
        environment.getPropertySources().addFirst(new MapPropertySource("mailbox", decided));
    }

    private static Map<String, Object> mailServer(int port) {
        return Map.of(
                "paraphe.mailbox.smtp-port", port, "spring.mail.host", MailCatcher.HOST, "spring.mail.port", port);
    }

    private static Map<String, Object> smsProvider(int port) {
        return Map.of(
                "paraphe.mailbox.sms-port",
                port,
                "paraphe.message.sms.base-url",
                "http://" + SmsCatcher.HOST + ":" + port,
                "paraphe.message.sms.account-sid",
                "AC" + secret(),
                "paraphe.message.sms.auth-token",
                secret(),
                "paraphe.message.sms.from",
                "Paraphe");
    }

    private static int port(ConfigurableEnvironment environment, String name) {
        var configured = environment.getProperty(name, Integer.class, 0);
        return configured == 0 ? freePort() : configured;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String secret() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
