package fr.paraphe;

import java.time.Clock;
import java.time.ZoneId;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The application: a Camunda 7 engine, its webapps and Paraphe's own pages and REST, on PostgreSQL. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Paraphe {

    /**
     * The zone of every date a person reads or types. The JVM itself runs in UTC, as the engine's columns have no zone.
     */
    public static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    public static void main(String... args) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(Paraphe.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.system(PARIS);
    }
}
