package fr.paraphe.layout;

import jakarta.servlet.RequestDispatcher;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * French, or English: as the browser asks ({@code Accept-Language}), unless the reader chose with {@code ?lang=fr|en};
 * a cookie remembers the choice.
 */
@Component("languages")
public class Languages {

    /** The cookie that keeps the reader's choice. */
    public static final String COOKIE = "paraphe-lang";

    private static final List<Locale> SPOKEN = List.of(Locale.FRENCH, Locale.ENGLISH);

    /** @param code of the language; {@code name} in the language itself; {@code href} to this very page in it */
    public record Other(String code, String name, String href) {}

    /** The languages that this page could be read in instead; none for the answer to a form, which has no address. */
    public List<Other> others() {
        if (!hasAnAddress()) {
            return List.of();
        }
        var current = spoken(LocaleContextHolder.getLocale());
        return SPOKEN.stream()
                .filter(language -> !language.equals(current))
                .map(language -> new Other(
                        language.getLanguage(),
                        Locale.ENGLISH.equals(language) ? "English" : "Français",
                        thisPageIn(language)))
                .toList();
    }

    /** The language among ours that serves a reader of this one best: French, but for English. */
    public static Locale spoken(Locale locale) {
        return isEnglish(locale) ? Locale.ENGLISH : Locale.FRENCH;
    }

    static boolean isEnglish(Locale locale) {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
    }

    private static boolean isSpoken(Locale locale) {
        return SPOKEN.stream().anyMatch(language -> language.getLanguage().equals(locale.getLanguage()));
    }

    private static boolean hasAnAddress() {
        return RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes asked
                && asked.getRequest().getMethod().equals("GET");
    }

    private static String thisPageIn(Locale language) {
        var page = ServletUriComponentsBuilder.fromCurrentRequest();
        var failed = RequestContextHolder.currentRequestAttributes()
                .getAttribute(RequestDispatcher.ERROR_REQUEST_URI, RequestAttributes.SCOPE_REQUEST);
        if (failed instanceof String path) {
            page.replacePath(path);
        }
        var address = page.replaceQueryParam("lang", language.getLanguage()).build();
        return address.getPath() + "?" + address.getQuery();
    }

    @Configuration(proxyBeanMethods = false)
    static class Choice implements WebMvcConfigurer {

        @Bean
        LocaleResolver localeResolver() {
            var resolver = new CookieLocaleResolver(COOKIE);
            resolver.setCookieMaxAge(Duration.ofDays(365));
            resolver.setCookieHttpOnly(false); // Tasklist reads it
            resolver.setCookieSameSite("Lax");
            resolver.setRejectInvalidCookies(false);
            resolver.setDefaultLocaleFunction(request -> request.getHeader("Accept-Language") == null
                    ? Locale.FRENCH
                    : firstSpokenOf(request.getLocales().asIterator()));
            return resolver;
        }

        @Override
        public void addInterceptors(InterceptorRegistry interceptors) {
            var change = new LocaleChangeInterceptor() {
                @Override
                protected Locale parseLocaleValue(String asked) {
                    return spoken(Locale.forLanguageTag(asked));
                }
            };
            change.setParamName("lang");
            interceptors.addInterceptor(change);
        }

        private static Locale firstSpokenOf(Iterator<Locale> asked) {
            while (asked.hasNext()) {
                var locale = asked.next();
                if (isSpoken(locale)) {
                    return spoken(locale);
                }
            }
            return Locale.FRENCH;
        }
    }
}
