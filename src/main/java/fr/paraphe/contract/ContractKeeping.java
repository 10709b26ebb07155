package fr.paraphe.contract;

import fr.paraphe.account.AccountId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is done to one contract while it awaits its signature: transmit it, withdraw it, file its document. */
@Service
public class ContractKeeping {

    private static final byte[] PDF_HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private final Contracts contracts;
    private final ContractHistory history;
    private final JdbcClient jdbc;
    private final ContractSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ContractKeeping(
            Contracts contracts,
            ContractHistory history,
            JdbcClient jdbc,
            ContractSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.contracts = contracts;
        this.history = history;
        this.jdbc = jdbc;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** Says that the contract was filed in the partner's vault: from now on it may be signed in the agency. */
    @Transactional
    public void transmit(AccountId account, String reference, String by) {
        var contract = contract(account, reference);
        if (contract.transmit(clock.instant())) {
            history.add(contract.id(), ContractEvent.Kind.TRANSMITTED, null, by, clock.instant());
        }
    }

    /**
     * Says that nobody will sign this contract: it leaves the list of those that await. Tells
     * {@link ContractsWithdrawn}.
     */
    @Transactional
    public void withdraw(AccountId account, String reference, String by) {
        var contract = contract(account, reference);
        if (contract.withdraw()) {
            var now = clock.instant();
            history.add(contract.id(), ContractEvent.Kind.WITHDRAWN, null, by, now);
            events.publishEvent(new ContractsWithdrawn(Set.of(contract.id()), now));
        }
    }

    /**
     * Files the contract's document, in place of the one before. The same document again changes nothing.
     *
     * @param content read no further than the size limit
     * @throws ContractRefused if it does not start as a PDF, is too large, or the contract awaits no signature
     */
    @Transactional
    public void file(AccountId account, String reference, InputStream content, String by) {
        var contract = contract(account, reference);
        contract.takesDocument();
        var pdf = pdf(content);
        var sha256 = sha256(pdf);
        var filed = jdbc.sql("""
                        insert into contract_pdf as current (contract_id, content, sha256, filed_at)
                        values (:contract, :content, :sha256, :now)
                        on conflict (contract_id) do update
                        set content = excluded.content, sha256 = excluded.sha256, filed_at = excluded.filed_at
                        where current.sha256 <> excluded.sha256
                        """)
                .param("contract", contract.id().value())
                .param("content", pdf)
                .param("sha256", sha256)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (filed > 0) {
            history.add(contract.id(), ContractEvent.Kind.PDF_FILED, sha256, by, clock.instant());
        }
    }

    /** @throws ContractRefused if there is no such contract or it has no document */
    public ContractPdf pdf(AccountId account, String reference) {
        return jdbc.sql("""
                        select content, sha256, filed_at
                        from contract_pdf
                        join contract on contract.id = contract_id
                        where account_id = ? and reference = ?
                        """)
                .params(account.value(), reference)
                .query((row, number) -> new ContractPdf(
                        row.getBytes("content"),
                        row.getString("sha256"),
                        row.getObject("filed_at", OffsetDateTime.class).toInstant()))
                .optional()
                .orElseThrow(() -> ContractRefused.noPdf(reference));
    }

    private Contract contract(AccountId account, String reference) {
        return contracts
                .findByAccountIdAndReference(account.value(), reference)
                .orElseThrow(() -> ContractRefused.unknown(reference));
    }

    private byte[] pdf(InputStream content) {
        var limit = Math.toIntExact(settings.pdfLimit().toBytes());
        try {
            var bytes = content.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw ContractRefused.pdfTooLarge(settings.pdfLimit());
            }
            if (!Arrays.equals(PDF_HEADER, Arrays.copyOf(bytes, PDF_HEADER.length))) {
                throw ContractRefused.notAPdf();
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
