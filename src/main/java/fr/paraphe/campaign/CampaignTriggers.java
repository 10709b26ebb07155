package fr.paraphe.campaign;

import fr.paraphe.account.AccountId;
import fr.paraphe.vault.DocumentTypes;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The types of documents whose filing reaches a campaign's partners. */
@Repository
class CampaignTriggers {

    private final DocumentTypes types;
    private final JdbcClient jdbc;

    CampaignTriggers(DocumentTypes types, JdbcClient jdbc) {
        this.types = types;
        this.jdbc = jdbc;
    }

    /** Their codes. */
    Set<String> of(Campaign campaign) {
        return new TreeSet<>(
                jdbc.sql("""
                        select type.code from campaign_trigger
                        join document_type type on type.id = type_id where campaign_id = ?""").param(campaign.id()).query(String.class).list());
    }

    /** @throws fr.paraphe.vault.VaultRefused if the account has no such type */
    void replace(Campaign campaign, Set<String> codes) {
        jdbc.sql("delete from campaign_trigger where campaign_id = ?")
                .param(campaign.id())
                .update();
        for (var code : codes) {
            jdbc.sql("insert into campaign_trigger (campaign_id, type_id) values (?, ?)")
                    .params(campaign.id(), type(campaign.account(), code))
                    .update();
        }
    }

    private long type(AccountId account, String code) {
        return types.byCode(account, code).id().value();
    }
}
