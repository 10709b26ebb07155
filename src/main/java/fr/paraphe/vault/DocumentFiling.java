package fr.paraphe.vault;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts documents into vaults, each origin once for a partner: filing again changes nothing. Tells
 * {@link DocumentsFiled}.
 */
@Service
public class DocumentFiling {

    private final PdfCheck check;
    private final PhotoPages photos;
    private final ContentStore contents;
    private final ElectronicSeal seal;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DocumentFiling(
            PdfCheck check,
            PhotoPages photos,
            ContentStore contents,
            ElectronicSeal seal,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.check = check;
        this.photos = photos;
        this.contents = contents;
        this.seal = seal;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** @param added false: it was there already, and stays as it was */
    public record Filed(DocumentId document, boolean added) {}

    /**
     * Stores a PDF, to be filed once or many times.
     *
     * @param fileName to name it in a refusal
     * @throws VaultRefused if it is empty, too large, no PDF, broken or protected by a password
     */
    @Transactional
    public Sha256 store(String fileName, byte[] pdf) {
        check.accept(fileName, pdf);
        return contents.put(pdf);
    }

    /**
     * The same, from a stream.
     *
     * @param content read no further than the size limit
     */
    @Transactional
    public Sha256 store(String fileName, InputStream content) {
        return store(fileName, check.read(fileName, content));
    }

    /**
     * The same, or a photo, which becomes a PDF of one page.
     *
     * @throws VaultRefused as well if it is neither a PDF nor a JPEG or PNG
     */
    @Transactional
    public Sha256 storeAsPdf(String fileName, InputStream content) {
        var file = check.read(fileName, content);
        if (PhotoPages.isPhoto(file)) {
            return store(fileName, photos.toPdf(fileName, file));
        }
        if (file.length > 0 && !check.isPdf(file)) {
            throw VaultRefused.neitherPdfNorPhoto(fileName);
        }
        return store(fileName, file);
    }

    /**
     * The same, with the account's seal on it.
     *
     * @param reason of the seal, as PDF readers show it
     */
    @Transactional
    public Sha256 storeSealed(AccountId account, String fileName, byte[] pdf, String reason) {
        check.accept(fileName, pdf);
        return storeSealed(account, pdf, reason);
    }

    /** The same for a PDF of our own making, which needs no check: with its annexes it may be larger than an upload. */
    @Transactional
    public Sha256 storeSealed(AccountId account, byte[] pdf, String reason) {
        return contents.put(seal.seal(account, pdf, reason));
    }

    /**
     * Files to one partner.
     *
     * @throws VaultRefused if the partner is none of the document's account
     */
    @Transactional
    public Filed file(NewDocument document, PartnerId partner) {
        var added = file(document, PartnerSelection.one(partner)) > 0;
        return jdbc.sql("select id from document where partner_id = ? and origin = ? and account_id = ?")
                .params(partner.value(), document.origin(), document.account().value())
                .query(Long.class)
                .optional()
                .map(id -> new Filed(new DocumentId(id), added))
                .orElseThrow(VaultRefused::unknown);
    }

    /** The same for what the partner has brought: it is not news to them, so it does not count as unread. */
    @Transactional
    public Filed fileFrom(PartnerId partner, NewDocument document) {
        var filed = file(document, partner);
        if (filed.added()) {
            jdbc.sql("update document set first_read_at = filed_at where id = ?")
                    .param(filed.document().value())
                    .update();
        }
        return filed;
    }

    /**
     * Files to all partners of the document's account that the selection finds, in one statement.
     *
     * @return how many got it now; the others had it already
     */
    @Transactional
    public int file(NewDocument document, PartnerSelection partners) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // In the order of their ids, so that two filings at once wait for each other instead of for themselves.
        var count = jdbc.sql("""
                        insert into document (account_id, partner_id, type_id, name, search_name, sha256, origin,
                          filed_at, filed_by, retained_until, signature)
                        select partner.account_id, partner.id, cast(:type as bigint), :name,
                          search_text(cast(:name as text)), :content, :origin, cast(:now as timestamptz), :by,
                          cast(:retainedUntil as date), :signature
                        from partner
                        where partner.account_id = :account and partner.id in (%s)
                        order by partner.id
                        on conflict (partner_id, origin) do nothing
                        """.formatted(partners.sql()))
                .params(partners.params())
                .param("account", document.account().value())
                .param("type", document.type().id().value())
                .param("name", document.name().strip())
                .param("content", document.content().digest())
                .param("origin", document.origin())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", document.by())
                .param("retainedUntil", document.type().retainedUntil(LocalDate.ofInstant(now, clock.getZone())))
                .param("signature", document.signature().name())
                .update();
        if (count > 0) {
            events.publishEvent(
                    new DocumentsFiled(document.account(), document.type().id(), document.origin(), now, count));
        }
        return count;
    }
}
