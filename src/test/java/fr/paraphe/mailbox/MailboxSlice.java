package fr.paraphe.mailbox;

import static java.util.Objects.requireNonNull;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The mailbox and the layout of its pages, without engine and database; all doors open. It carries no stereotype, so
 * that the tests of the whole application do not scan it.
 */
@EnableAutoConfiguration(
        exclude = {DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class},
        excludeName = {
            "org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration",
            "org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestJerseyAutoConfiguration",
            "org.camunda.bpm.spring.boot.starter.webapp.CamundaBpmWebappAutoConfiguration"
        })
@EnableConfigurationProperties(MailboxSettings.class)
@ComponentScan({"fr.paraphe.mailbox", "fr.paraphe.layout", "fr.paraphe.problem"})
class MailboxSlice {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecurityFilterChain open(HttpSecurity http) throws Exception {
        return http.csrf(csrf -> csrf.disable())
                .headers(headers -> headers.frameOptions(frame -> frame.sameOrigin()))
                .build();
    }

    @Bean
    Callbacks callbacks() {
        return new Callbacks();
    }

    @Bean
    RouterFunction<ServerResponse> callbackAddress(Callbacks callbacks) {
        return route().POST("/callbacks/twilio", callbacks::told).build();
    }

    /** What the provider told the application. */
    static class Callbacks {

        record Call(String signature, Map<String, String> fields) {
            String status() {
                return fields.getOrDefault("MessageStatus", "none");
            }
        }

        private final List<Call> calls = new ArrayList<>();

        synchronized ServerResponse told(ServerRequest request) {
            var signature = requireNonNull(request.headers().firstHeader("X-Twilio-Signature"));
            calls.add(new Call(signature, request.params().toSingleValueMap()));
            notifyAll();
            return ServerResponse.noContent().build();
        }

        /** The calls about this message, once there are so many of them. */
        synchronized List<Call> about(String sid, int atLeast) throws InterruptedException {
            var deadline = System.nanoTime() + 10_000_000_000L;
            while (of(sid).size() < atLeast && System.nanoTime() < deadline) {
                wait(100);
            }
            return of(sid);
        }

        private List<Call> of(String sid) {
            return calls.stream()
                    .filter(call -> sid.equals(call.fields().get("MessageSid")))
                    .toList();
        }
    }
}
