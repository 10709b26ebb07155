package fr.paraphe.vault.web;

import fr.paraphe.account.Account;
import fr.paraphe.account.Accounts;
import fr.paraphe.partner.Partner;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.vault.ContentStore;
import fr.paraphe.vault.DocumentFiling;
import fr.paraphe.vault.DocumentTypes;
import fr.paraphe.vault.NewDocument;
import fr.paraphe.vault.PartnerSelection;
import fr.paraphe.vault.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes what staff hand in: checks, seals if asked, stores and files it, all or nothing. */
@Component
class FilingDesk {

    private final SeenVaults seen;
    private final Accounts accounts;
    private final DocumentTypes types;
    private final DocumentFiling filing;
    private final ContentStore contents;
    private final MessageSource messages;

    FilingDesk(
            SeenVaults seen,
            Accounts accounts,
            DocumentTypes types,
            DocumentFiling filing,
            ContentStore contents,
            MessageSource messages) {
        this.seen = seen;
        this.accounts = accounts;
        this.types = types;
        this.filing = filing;
        this.contents = contents;
        this.messages = messages;
    }

    /** @param count how many partners got it now */
    record Distributed(String origin, int count) {}

    @Transactional
    DocumentFiling.Filed file(Upload upload, Partner partner) {
        var document = document(upload, accounts.byId(partner.account()));
        var filed = filing.file(document, partner.id());
        if (!filed.added()) {
            contents.dropUnheld(List.of(document.content()));
        }
        return filed;
    }

    @Transactional
    Distributed file(Upload upload, Account account, Set<PartnerKind> kinds) {
        var document = document(upload, account);
        var count = filing.file(document, PartnerSelection.ofKinds(kinds));
        if (count == 0) {
            contents.dropUnheld(List.of(document.content()));
        }
        return new Distributed(document.origin(), count);
    }

    private NewDocument document(Upload upload, Account account) {
        var by = seen.filer();
        var type = types.byCode(account.id(), upload.type());
        var pdf = bytes(upload);
        return new NewDocument(
                account.id(),
                type,
                upload.displayName(),
                upload.isToSeal()
                        ? filing.storeSealed(account.id(), upload.fileName(), pdf, reason(account))
                        : filing.store(upload.fileName(), pdf),
                origin(upload, pdf),
                upload.sign(),
                by);
    }

    /** By what was handed in: each seal makes another content of it. */
    private static String origin(Upload upload, byte[] pdf) {
        var origin = upload.origin();
        return origin == null || origin.isBlank() ? "sha256 " + Sha256.of(pdf).hex() : origin.strip();
    }

    private String reason(Account account) {
        return messages.getMessage("vault.seal.reason", new Object[] {account.name()}, Locale.FRENCH);
    }

    private static byte[] bytes(Upload upload) {
        try {
            return upload.file().getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
