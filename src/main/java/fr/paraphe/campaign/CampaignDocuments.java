package fr.paraphe.campaign;

import fr.paraphe.account.AccountId;
import fr.paraphe.account.Accounts;
import fr.paraphe.problem.Refusal.WrongField;
import fr.paraphe.vault.ContentStore;
import fr.paraphe.vault.DocumentFiling;
import fr.paraphe.vault.DocumentType;
import fr.paraphe.vault.DocumentTypeId;
import fr.paraphe.vault.DocumentTypes;
import fr.paraphe.vault.NewDocument;
import fr.paraphe.vault.Sha256;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Step 4: the documents of a campaign, each stored as soon as it is uploaded (C-13 to C-18). Of one that runs, a change
 * is for those who are still to be reached; what was delivered stays as it is.
 */
@Service
@Transactional
public class CampaignDocuments {

    private static final String FIRST_TYPE = "autre-document";
    private static final int LONGEST_NAME = 150;
    private static final int MOST = 20;

    private static final String SELECT = """
            select d.id, d.campaign_id, d.file_name, d.name, d.bytes, d.asks_signature, d.sealed, d.added_at,
              encode(d.content, 'hex') as plain, encode(d.sealed_content, 'hex') as with_seal,
              type.id as type_id, type.code, type.label, type.retention_years, type.recipient_signs
            from campaign_document d join document_type type on type.id = d.type_id
            """;

    private final CampaignAccess access;
    private final CampaignTimeline timeline;
    private final DocumentFiling filing;
    private final DocumentTypes types;
    private final ContentStore contents;
    private final Accounts accounts;
    private final MessageSource messages;
    private final JdbcClient jdbc;
    private final Clock clock;

    CampaignDocuments(
            CampaignAccess access,
            CampaignTimeline timeline,
            DocumentFiling filing,
            DocumentTypes types,
            ContentStore contents,
            Accounts accounts,
            MessageSource messages,
            JdbcClient jdbc,
            Clock clock) {
        this.access = access;
        this.timeline = timeline;
        this.filing = filing;
        this.types = types;
        this.contents = contents;
        this.accounts = accounts;
        this.messages = messages;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those that go out now, in the order in which they were added. */
    @Transactional(readOnly = true)
    public List<CampaignDocument> of(CampaignNumber number) {
        return list(access.toRead(number));
    }

    /**
     * Stores a PDF, named after its file and of the type "other document" until that is changed.
     *
     * @param content read no further than the size limit
     * @throws fr.paraphe.vault.VaultRefused naming the file, if it is too large, no PDF, broken or protected by a
     *     password; the other documents stay
     * @throws CampaignRefused if there are too many
     */
    public CampaignDocument add(CampaignNumber number, String fileName, InputStream content) {
        var campaign = open(number);
        if (list(campaign).size() >= MOST) {
            throw CampaignRefused.tooManyDocuments(MOST);
        }
        var stored = filing.store(fileName, content);
        var id = jdbc.sql("""
                        insert into campaign_document
                          (campaign_id, file_name, name, type_id, content, bytes, added_at)
                        select :campaign, :fileName, :name, :type, sha256, bytes, :now
                        from vault_content where sha256 = decode(:content, 'hex')
                        returning id""")
                .param("campaign", campaign.id())
                .param("fileName", fileName)
                .param("name", nameOf(fileName))
                .param("type", types.byCode(campaign.account(), FIRST_TYPE).id().value())
                .param("content", stored.hex())
                .param("now", OffsetDateTime.now(clock))
                .query(Long.class)
                .single();
        remember(campaign);
        return find(campaign, id);
    }

    /**
     * @throws CampaignRefused if it has no such document, or the {@code name} is wrong
     * @throws fr.paraphe.vault.VaultRefused if the account has no such type, or a running campaign's document cannot be
     *     sealed
     */
    public CampaignDocument change(CampaignNumber number, long document, CampaignDocument.Change change) {
        var campaign = open(number);
        find(campaign, document);
        refuseWrongName(change.name());
        jdbc.sql("update campaign_document set name = ?, type_id = ?, asks_signature = ?, sealed = ? where id = ?")
                .params(
                        change.name().strip(),
                        types.byCode(campaign.account(), change.type()).id().value(),
                        change.asksSignature(),
                        change.sealed(),
                        document)
                .update();
        if (campaign.isLaunched()) {
            seal(campaign);
        }
        remember(campaign);
        return find(campaign, document);
    }

    /**
     * The same for several at once, all of them or none. Those that somebody has taken out meanwhile stay out.
     *
     * @param changes by the documents' ids
     * @throws CampaignRefused naming each wrong name as {@code name-<id>}
     */
    public void change(CampaignNumber number, Map<Long, CampaignDocument.Change> changes) {
        var campaign = open(number);
        var there = new TreeMap<>(changes);
        there.keySet()
                .retainAll(list(campaign).stream().map(CampaignDocument::id).toList());
        var wrong = there.entrySet().stream()
                .flatMap(one ->
                        wrongName(one.getValue().name())
                                .map(what -> new WrongField("name-" + one.getKey(), what))
                                .stream())
                .toList();
        if (!wrong.isEmpty()) {
            throw CampaignRefused.wrongValues(wrong);
        }
        there.forEach((document, change) -> {
            if (!find(campaign, document).isAs(change)) {
                change(number, document, change);
            }
        });
    }

    /**
     * Takes it out; who has it keeps it.
     *
     * @throws CampaignRefused if it has no such document, or no other while it runs
     */
    public void remove(CampaignNumber number, long document) {
        var campaign = open(number);
        find(campaign, document);
        if (campaign.isLaunched() && list(campaign).size() == 1) {
            throw CampaignRefused.lastDocument();
        }
        if (campaign.isLaunched()) {
            jdbc.sql("update campaign_document set removed_at = ? where id = ?")
                    .params(OffsetDateTime.now(clock), document)
                    .update();
        } else {
            drop(document);
        }
        remember(campaign);
    }

    /** Nobody has it yet. */
    private void drop(long document) {
        var held = jdbc.sql("""
                        delete from campaign_document where id = ? returning encode(content, 'hex')""").param(document).query(String.class).single();
        contents.dropUnheld(List.of(new Sha256(held)));
    }

    /**
     * Its PDF, as it will be filed; without the seal as long as that was not made.
     *
     * @throws CampaignRefused if there is no such document
     */
    @Transactional(readOnly = true)
    public byte[] content(CampaignNumber number, long document) {
        var campaign = access.toRead(number);
        return papers(campaign.id()).stream()
                .filter(paper -> paper.id() == document)
                .findFirst()
                .flatMap(paper -> contents.get(paper.outgoing()))
                .orElseThrow(CampaignRefused::documentUnknown);
    }

    /**
     * Puts the account's seal on each document that wants it and has it not.
     *
     * @throws fr.paraphe.vault.VaultRefused if one cannot be sealed, or a time stamp cannot be had
     */
    void seal(Campaign campaign) {
        var account = accounts.byId(campaign.account());
        var reason = messages.getMessage("campaign.seal.reason", new Object[] {account.name()}, Locale.FRENCH);
        for (var paper : papers(campaign.id())) {
            if (paper.sealed() && paper.withSeal() == null) {
                var pdf = contents.get(new Sha256(paper.plain())).orElseThrow(CampaignRefused::documentUnknown);
                var sealed = filing.storeSealed(account.id(), paper.fileName(), pdf, reason);
                jdbc.sql("update campaign_document set sealed_content = decode(?, 'hex') where id = ?")
                        .params(sealed.hex(), paper.id())
                        .update();
            }
        }
    }

    List<CampaignDocument> list(Campaign campaign) {
        return papers(campaign.id()).stream().map(Paper::view).toList();
    }

    /**
     * What is filed to whoever is reached now.
     *
     * @param account whose partners get it
     */
    List<NewDocument> outgoing(long campaign, CampaignNumber number, AccountId account) {
        return papers(campaign).stream()
                .map(paper -> new NewDocument(
                        account,
                        paper.type(),
                        paper.name(),
                        paper.outgoing(),
                        origin(number, paper.id()),
                        paper.asksSignature(),
                        number.value()))
                .toList();
    }

    /** Figures look for signatures only where some were asked for. */
    void markAsked(long campaign) {
        jdbc.sql("""
                        update campaign_document d set asked = true
                        from document_type type
                        where campaign_id = ? and removed_at is null and not asked
                          and type.id = d.type_id and coalesce(d.asks_signature, type.recipient_signs)""").param(campaign).update();
    }

    /** Where a filed document comes from. {@link CampaignReaching} knows it again by its beginning. */
    private static String origin(CampaignNumber number, long document) {
        return CampaignReaching.ORIGIN + number + "/" + document;
    }

    private Campaign open(CampaignNumber number) {
        var campaign = access.toChange(number);
        campaign.refuseUnlessOpen(clock.instant());
        return campaign;
    }

    private CampaignDocument find(Campaign campaign, long document) {
        return list(campaign).stream()
                .filter(one -> one.id() == document)
                .findFirst()
                .orElseThrow(CampaignRefused::documentUnknown);
    }

    private void remember(Campaign campaign) {
        if (campaign.isLaunched()) {
            timeline.add(campaign, CampaignEvent.What.DOCUMENTS_CHANGED);
        }
    }

    private static void refuseWrongName(String name) {
        wrongName(name).ifPresent(what -> {
            throw CampaignRefused.wrongValues(List.of(new WrongField("name", what)));
        });
    }

    /** The key of the text that says what is wrong with it; empty: nothing. */
    private static Optional<String> wrongName(String name) {
        if (name.isBlank()) {
            return Optional.of("campaign.wrong.name.missing");
        }
        return name.strip().length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)
                ? Optional.of("campaign.wrong.name.unreadable")
                : Optional.empty();
    }

    /** "Lire sa fiche de paie.pdf" → "Lire sa fiche de paie". */
    private static String nameOf(String fileName) {
        var name = fileName.replaceAll("(?i)\\.pdf$", "")
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        return name.isEmpty() ? fileName : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    private List<Paper> papers(long campaign) {
        return jdbc.sql(SELECT + "where d.campaign_id = ? and d.removed_at is null order by d.id")
                .param(campaign)
                .query(CampaignDocuments::paper)
                .list();
    }

    private record Paper(
            CampaignDocument view,
            DocumentType type,
            String plain,
            @Nullable String withSeal) {

        long id() {
            return view.id();
        }

        String fileName() {
            return view.fileName();
        }

        String name() {
            return view.name();
        }

        boolean sealed() {
            return view.sealed();
        }

        @Nullable
        Boolean asksSignature() {
            return view.asksSignature();
        }

        Sha256 outgoing() {
            return new Sha256(sealed() && withSeal != null ? withSeal : plain);
        }
    }

    private static Paper paper(ResultSet row, int number) throws SQLException {
        var asks = row.getObject("asks_signature", Boolean.class);
        var type = new DocumentType(
                new DocumentTypeId(row.getLong("type_id")),
                null,
                row.getString("code"),
                row.getString("label"),
                row.getInt("retention_years"),
                row.getBoolean("recipient_signs"));
        var view = new CampaignDocument(
                row.getLong("id"),
                row.getString("file_name"),
                row.getString("name"),
                type.code(),
                type.label(),
                row.getInt("bytes"),
                asks,
                asks == null ? type.recipientSigns() : asks,
                row.getBoolean("sealed"),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
        return new Paper(view, type, row.getString("plain"), row.getString("with_seal"));
    }
}
