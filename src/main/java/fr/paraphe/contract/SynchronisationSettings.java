package fr.paraphe.contract;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * From where signed contracts are synchronised.
 *
 * @param url of the platform's list of signatures, {@code https://…/api/signatures}; null: this application's own
 * @param user for HTTP Basic on that platform
 * @param password of this user
 * @param page how many signatures are asked for at once
 * @param mostPages after so many pages one run ends with an error, as the platform never seems to
 */
@Validated
@ConfigurationProperties("paraphe.contract.synchronisation")
public record SynchronisationSettings(
        @Nullable URI url,
        @Nullable String user,
        @Nullable String password,
        @Min(1) @Max(1_000) @DefaultValue("500") int page,
        @Min(1) @DefaultValue("10000") int mostPages) {

    @AssertTrue(message = "url must start with http:// or https://, and have neither user, query nor fragment")
    boolean isAddressOfAPlatform() {
        return url == null
                || (Set.of("http", "https").contains(String.valueOf(url.getScheme()))
                        && url.getHost() != null
                        && url.getUserInfo() == null
                        && url.getQuery() == null
                        && url.getFragment() == null);
    }

    @AssertTrue(
            message = "with a url, user and password are needed too, the user without a colon; without one, neither")
    boolean isLoggedIn() {
        return url == null
                ? isBlank(user) && isBlank(password)
                : !isBlank(user) && !isBlank(password) && !String.valueOf(user).contains(":");
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** Nothing secret, wherever it is printed. */
    @Override
    public String toString() {
        return "SynchronisationSettings[url=%s]".formatted(url);
    }
}
