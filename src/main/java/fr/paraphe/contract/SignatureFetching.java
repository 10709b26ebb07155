package fr.paraphe.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fetches one page of signatures and keeps it, with the cursor behind it, in one transaction: after a kill the page is
 * either kept or fetched again.
 *
 * <p>While the platform answers, nothing is locked and nothing written. If another run has moved the cursor meanwhile,
 * it has kept this page: it is dropped here.
 */
@Service
public class SignatureFetching {

    /** The rows travel as one JSON parameter; its keys are the columns' names. */
    private static final JsonMapper ROWS = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final SignaturePlatform platform;
    private final SynchronisationSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate apart;

    SignatureFetching(
            SignaturePlatform platform,
            SynchronisationSettings settings,
            JdbcClient jdbc,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.platform = platform;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** @throws RuntimeException if no page came: the run remembers why, whatever becomes of this transaction */
    @Transactional
    public void fetch(SynchronisationNumber run) {
        try {
            var after = cursor();
            var page = platform.page(after);
            refuseEndless(run, after, page);
            if (move(after, page.next())) {
                keep(page.signatures());
            }
            jdbc.sql("""
                            update synchronisation
                            set pages = pages + 1, exhausted = :exhausted, failure = null
                            where number = :number
                            """)
                    .param("number", run.value())
                    .param("exhausted", !page.more())
                    .update();
        } catch (PlatformFailed e) {
            remember(run, e.failure());
            throw e;
        }
    }

    private @Nullable String cursor() {
        return jdbc.sql("select cursor from signature_cursor where platform = ?")
                .param(platform.name())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private void refuseEndless(SynchronisationNumber run, @Nullable String after, SignaturePage page) {
        var pages = jdbc.sql("select pages from synchronisation where number = ?")
                .param(run.value())
                .query(Integer.class)
                .single();
        if (page.more() && (page.next().equals(after) || pages >= settings.mostPages())) {
            throw PlatformFailed.because(SynchronisationFailure.ENDLESS, null);
        }
    }

    /** @return false if another run has moved it since this one read it */
    private boolean move(@Nullable String after, String next) {
        return jdbc.sql("""
                        insert into signature_cursor as known (platform, cursor, moved_at)
                        values (:platform, :next, :now)
                        on conflict (platform) do update set cursor = excluded.cursor, moved_at = excluded.moved_at
                        where known.cursor = :after
                        """)
                        .param("platform", platform.name())
                        .param("after", after)
                        .param("next", next)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    private void keep(List<SignaturePage.Signature> signatures) {
        jdbc.sql("""
                        insert into signature_inbox (account, contract, signed_at, signed_by, received_at)
                        select account, contract, signed_at, signed_by, :now
                        from jsonb_to_recordset(cast(:signatures as jsonb)) as row(
                          account text, contract text, signed_at timestamptz, signed_by text)
                        on conflict (account, contract) do nothing
                        """)
                .param("signatures", json(signatures))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void remember(SynchronisationNumber run, SynchronisationFailure failure) {
        apart.executeWithoutResult(transaction -> jdbc.sql("""
                                update synchronisation
                                set failures = failures + 1, failure = :failure, failed_at = :now
                                where number = :number
                                """)
                .param("number", run.value())
                .param("failure", failure.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update());
    }

    private static String json(Object rows) {
        try {
            return ROWS.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("these rows cannot be written as JSON", e);
        }
    }
}
