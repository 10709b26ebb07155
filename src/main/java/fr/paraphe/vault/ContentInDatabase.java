package fr.paraphe.vault;

import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Contents as rows: saved, restored and replicated together with what is known of them. */
@Repository
class ContentInDatabase implements ContentStore {

    private final JdbcClient jdbc;

    ContentInDatabase(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Two who put the same content meet at its key: the second waits for the first and finds it there. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Sha256 put(byte[] content) {
        var sha256 = Sha256.of(content);
        while (!hold(sha256)) {
            jdbc.sql("insert into vault_content (sha256, bytes, content) values (?, ?, ?) on conflict do nothing")
                    .params(sha256.digest(), content.length, content)
                    .update();
        }
        return sha256;
    }

    @Override
    public Optional<byte[]> get(Sha256 sha256) {
        return jdbc.sql("select content from vault_content where sha256 = ?")
                .param(sha256.digest())
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    @Override
    @Transactional
    public int dropUnheld(Collection<Sha256> contents) {
        var dropped = 0;
        for (var sha256 : contents.stream().distinct().toList()) {
            dropped += jdbc.sql("select vault_drop_content(?)")
                            .param(sha256.digest())
                            .query(Boolean.class)
                            .single()
                    ? 1
                    : 0;
        }
        return dropped;
    }

    /** A purge meanwhile waits until this transaction has filed what it came to file. */
    private boolean hold(Sha256 sha256) {
        return jdbc.sql("select 1 from vault_content where sha256 = ? for key share")
                .param(sha256.digest())
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}
