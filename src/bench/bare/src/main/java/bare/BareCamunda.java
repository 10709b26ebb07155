package bare;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The engine and its webapps as the starter brings them. */
@SpringBootApplication
public class BareCamunda {

    public static void main(String... args) {
        SpringApplication.run(BareCamunda.class, args);
    }
}
