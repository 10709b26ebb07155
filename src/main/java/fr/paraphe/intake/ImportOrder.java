package fr.paraphe.intake;

import fr.paraphe.account.Account;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be imported, where to, and by whom.
 *
 * @param fileName as the report and the history name it; null: it has none
 * @param charset how a text is encoded, if the sender says so; null: it is found out
 * @param beside the folder of the documents that rows name; null: there is none
 * @param dryRun only report what would happen
 */
public record ImportOrder(
        ImportSubject subject,
        ImportFormat format,
        Account account,
        @Nullable String fileName,
        @Nullable Charset charset,
        @Nullable Path beside,
        boolean dryRun,
        String by) {}
