package fr.paraphe.signing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The code that signing takes, as its partner sees it.
 *
 * @param address where it goes, all but its end covered; null: the agency knows no mobile number
 * @param sentAt when the last one was asked for; null: none was
 */
public record SigningCode(
        @Nullable String address, @Nullable Instant sentAt) {}
