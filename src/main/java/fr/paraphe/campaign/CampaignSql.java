package fr.paraphe.campaign;

/** Conditions that say the same wherever partners are counted or reached: {@code c} campaign, {@code p} partner. */
final class CampaignSql {

    /** It is active at {@code :now}, whether or not its process has followed already. */
    static final String ACTIVE = """
            c.launched_at is not null and c.closed_at is null
            and c.active_from <= :now and (c.active_until is null or :now < c.active_until)""";

    /** The partner is of the population, as it is now; {@code a} is the partner's account. */
    static final String TARGETED = """
            p.left_at is null and p.kind = any(c.partner_kinds)
            and (p.account_id = c.account_id and 'OWN_ACCOUNT' = any(c.scopes)
              or a.parent_id = c.account_id and 'ATTACHED_ACCOUNTS' = any(c.scopes))
            and (c.kind is distinct from 'RECIPIENT'
              or p.related_since <= coalesce(c.launched_at, :now) and 'EXISTING' = any(c.relations)
              or p.related_since > c.launched_at and 'NEW' = any(c.relations))""";

    /** The accounts whose partners may be meant. */
    static final String ACCOUNTS = "(select id from account where id = c.account_id or parent_id = c.account_id)";

    private CampaignSql() {}
}
