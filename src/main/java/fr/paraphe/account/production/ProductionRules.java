package fr.paraphe.account.production;

import fr.paraphe.account.Passwords;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/** With profile {@code production}, nothing starts on what is only good for a demonstration. */
class ProductionRules implements EnvironmentPostProcessor, Ordered {

    private static final Profiles PRODUCTION = Profiles.of("production");
    private static final int SHORTEST_PASSWORD = 12;
    private static final int SHORTEST_SECRET = 32;
    private static final String DEMONSTRATION_SENDER = "@paraphe.example";
    private static final Pattern OF_THIS_MACHINE =
            Pattern.compile("localhost|127\\..*|\\[.*|.*\\.localhost|0\\.0\\.0\\.0");

    private record Rule(String property, Predicate<String> kept, String demand) {}

    private static final List<Rule> RULES = List.of(
            new Rule("spring.datasource.url", url -> url.startsWith("jdbc:postgresql:"), "name a PostgreSQL database"),
            new Rule("spring.datasource.password", ProductionRules::isSecret, "be a password that nobody guesses"),
            new Rule("paraphe.operator.user", user -> !user.isBlank(), "name the first operator"),
            new Rule(
                    "paraphe.operator.password",
                    password -> isSecret(password) && password.length() >= SHORTEST_PASSWORD,
                    "be a password of at least " + SHORTEST_PASSWORD + " characters that nobody guesses"),
            new Rule(
                    "paraphe.seal.key-store",
                    file -> !file.isBlank(),
                    "name the PKCS#12 file with the keys of the accounts' seals"),
            new Rule("paraphe.seal.key-store-password", ProductionRules::isSecret, "be a password that nobody guesses"),
            new Rule(
                    "paraphe.secret",
                    secret -> secret.length() >= SHORTEST_SECRET,
                    "be at least " + SHORTEST_SECRET + " random characters, the same on all nodes"),
            new Rule(
                    "paraphe.public-url",
                    ProductionRules::isPublic,
                    "be the https address by which people and the SMS provider reach Paraphe"),
            new Rule("spring.mail.host", host -> !host.isBlank(), "name the mail server"),
            new Rule(
                    "paraphe.message.mail.from",
                    from -> !from.isBlank() && !from.contains(DEMONSTRATION_SENDER),
                    "be the address that mails come from"),
            new Rule(
                    "paraphe.mailbox.enabled",
                    ProductionRules::isOff,
                    "be false: the mailbox shows mails to all staff"),
            new Rule(
                    "paraphe.demo.enabled",
                    ProductionRules::isOff,
                    "be false: demonstration data has known passwords"));

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.acceptsProfiles(PRODUCTION)) {
            return;
        }
        var broken = RULES.stream()
                .filter(rule -> !rule.kept().test(environment.getProperty(rule.property(), "")))
                .map(rule -> new ProductionRefused.Demand(rule.property(), rule.demand()))
                .toList();
        if (!broken.isEmpty()) {
            throw new ProductionRefused(broken);
        }
    }

    /** After the configuration files are read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    private static boolean isSecret(String password) {
        return !password.isBlank() && !Passwords.isWellKnown(password);
    }

    /** Cookies travel over TLS only, and links in messages are opened on other machines. */
    private static boolean isPublic(String url) {
        try {
            var address = new URI(url);
            return "https".equalsIgnoreCase(address.getScheme())
                    && address.getHost() != null
                    && !OF_THIS_MACHINE.matcher(address.getHost()).matches();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isOff(String flag) {
        return flag.isBlank() || flag.equalsIgnoreCase("false");
    }
}
