package fr.paraphe.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.paraphe.account.Passwords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a password must be: long and not the first one that a guesser tries. No kinds of characters are asked for, as
 * they make passwords hard to remember rather than hard to guess (ANSSI, "Recommandations relatives à
 * l'authentification multifacteur et aux mots de passe", 2021). Twelve characters are more than the 50 bits that the
 * CNIL asks for where tries are limited (délibération 2022-100).
 */
enum PasswordRule {
    TOO_SHORT("password", choice -> choice.length() < PasswordRule.SHORTEST),
    /** BCrypt reads no further. */
    TOO_LONG("password", choice -> choice.password().getBytes(UTF_8).length > PasswordRule.MOST_BYTES),
    IS_THE_MAIL("password", Choice::holdsTheMail),
    TOO_COMMON("password", choice -> Common.isCommon(choice.password())),
    NOT_REPEATED("confirmation", choice -> !choice.password().equals(choice.confirmation()));

    static final int SHORTEST = 12;
    static final int MOST_BYTES = 72;

    private final String field;
    private final Predicate<Choice> broken;

    PasswordRule(String field, Predicate<Choice> broken) {
        this.field = field;
        this.broken = broken;
    }

    /** Whose password, and what was typed twice. */
    record Choice(String mail, String password, String confirmation) {

        int length() {
            return password.codePointCount(0, password.length());
        }

        /** The address, or the name in it with a few signs around. */
        boolean holdsTheMail() {
            var typed = password.strip().toLowerCase(Locale.ROOT);
            var name = mail.substring(0, Math.max(0, mail.indexOf('@')));
            return typed.contains(mail)
                    || name.length() >= 4 && typed.contains(name) && typed.length() - name.length() < 6;
        }

        @Override
        public String toString() {
            return "Choice"; // a password stands in no log
        }
    }

    static List<PasswordRule> brokenBy(Choice choice) {
        return Stream.of(values()).filter(rule -> rule.broken.test(choice)).toList();
    }

    String field() {
        return field;
    }

    private static final class Common {

        private static final Set<String> PASSWORDS = read();

        /** One of the list, possibly with figures or signs after it; or hardly any different characters. */
        static boolean isCommon(String password) {
            var typed = password.strip().toLowerCase(Locale.ROOT);
            var letters = typed.replaceAll("[^\\p{L}]+$", "");
            return typed.chars().distinct().count() < 5
                    || PASSWORDS.contains(typed)
                    || PASSWORDS.contains(letters)
                    || Passwords.isWellKnown(typed);
        }

        private static Set<String> read() {
            var file = Objects.requireNonNull(PasswordRule.class.getResourceAsStream("/portal/common-passwords.txt"));
            try (var lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
                return lines.lines().filter(line -> !line.isBlank()).collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
