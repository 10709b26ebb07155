package fr.paraphe.privacy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one list of where something about a partner stands: for each table what the archive tells, and what an erasure
 * does. A partner belongs to one account, so that what is found by the partner's id is that account's alone.
 *
 * <p>The order matters: what leads to a row goes after it. Each statement knows {@code :partner} and {@code :now}.
 */
public enum PersonalData {
    MESSAGE(
            "message",
            """
            select message.*, dispatch.channel, dispatch.flow, text.subject, text.body
            from message
            join dispatch on dispatch.id = message.dispatch_id
            join dispatch_text text on text.dispatch_id = message.dispatch_id and text.language = message.language
            where message.id in (%s)""".formatted(Sql.MESSAGES),
            // Erased alike: whom it went to, what the provider said of them, and by what it finds them.
            """
            update message set address = '-', detail = null, provider_id = null,
              reason = case when state = 'QUEUED' then 'OPTED_OUT' else reason end,
              finished_at = case when state = 'QUEUED' then cast(:now as timestamptz) else finished_at end,
              state = case when state = 'QUEUED' then 'SKIPPED' else state end
            where id in (%s)""".formatted(Sql.MESSAGES),
            null),
    SIGNING_CODE(
            "signing_code",
            "select * from signing_code where document_id in (select id from document where partner_id = :partner)",
            "delete from signing_code where document_id in (select id from document where partner_id = :partner)",
            null),
    RELAUNCH_RECIPIENT(
            "relaunch_recipient",
            "select * from relaunch_recipient where partner_id = :partner",
            "update relaunch_recipient set address = null, problem = 'OPTED_OUT'"
                    + " where partner_id = :partner and address is not null",
            null),
    RELAUNCH_CONTRACT("relaunch_contract", """
            select relaunch.number, contract.reference, chosen.ticked
            from relaunch_contract chosen
            join relaunch on relaunch.id = chosen.relaunch_id
            join contract on contract.id = chosen.contract_id
            where chosen.partner_id = :partner""", null, null),
    RELAUNCH_EVENT("relaunch_event", "select * from relaunch_event where partner_id = :partner", null, null),
    CAMPAIGN_DELIVERY("campaign_delivery", "select * from campaign_delivery where partner_id = :partner", null, null),
    PORTAL_CODE(
            "portal_code",
            "select * from portal_code where code_mail_id in (%s)".formatted(Sql.CODE_MAILS),
            "delete from portal_code where code_mail_id in (%s)".formatted(Sql.CODE_MAILS),
            null),
    PORTAL_CODE_MAIL(
            "portal_code_mail",
            "select * from portal_code_mail where id in (%s)".formatted(Sql.CODE_MAILS),
            "delete from portal_code_mail where id in (%s)".formatted(Sql.CODE_MAILS),
            null),
    PORTAL_PASSWORD_REQUEST(
            "portal_password_request",
            "select * from portal_password_request where mail in (%s)".formatted(Sql.OWN_LOGIN),
            "delete from portal_password_request where mail in (%s)".formatted(Sql.OWN_LOGIN),
            null),
    PORTAL_INVITATION("portal_invitation", "select * from portal_invitation where partner_id = :partner", null, null),
    WEB_SESSION(
            "web_session",
            null, // a key of a browser, for an hour
            "delete from web_session where principal_name in"
                    + " (select 'space ' || space_id from (%s) own)".formatted(Sql.OWN_SPACE),
            null),
    /** A space that serves other agencies too goes on for them. */
    PORTAL_SPACE(
            "portal_space",
            "select * from portal_space where id in"
                    + " (select space_id from portal_membership where partner_id = :partner)",
            """
            with own as (%s),
              gone as (delete from portal_membership where partner_id = :partner)
            update portal_space set mail = 'erased-' || id, password = null, last_login_at = null,
              session_epoch = session_epoch + 1
            where id in (select space_id from own)""".formatted(Sql.OWN_SPACE),
            null),
    PORTAL_MEMBERSHIP("portal_membership", "select * from portal_membership where partner_id = :partner", null, null),
    PARTNER_CONTACT_CHANGE(
            "partner_contact_change",
            "select * from partner_contact_change where partner_id = :partner",
            "delete from partner_contact_change where partner_id = :partner",
            null),
    PARTNER_ALERT_OFF(
            "partner_alert_off",
            "select * from partner_alert_off where partner_id = :partner",
            "delete from partner_alert_off where partner_id = :partner",
            null),
    DOCUMENT("document", """
            select document.*, type.label as type_label
            from document join document_type type on type.id = document.type_id where partner_id = :partner""", null, null),
    DOCUMENT_READING(
            "document_reading",
            "select * from document_reading where document_id in"
                    + " (select id from document where partner_id = :partner)",
            null,
            null),
    SIGNATURE_EVIDENCE(
            "signature_evidence",
            "select * from signature_evidence where document_id in"
                    + " (select id from document where partner_id = :partner)",
            null,
            null),
    SIGNATURE_INBOX(
            "signature_inbox",
            "select * from signature_inbox where (account, contract) in (%s)".formatted(Sql.CONTRACT_NAMES),
            null,
            "delete from signature_inbox where (account, contract) in (%s)".formatted(Sql.CONTRACT_NAMES)),
    CONTRACT_SIGNATURE(
            "contract_signature",
            "select * from contract_signature where contract_id in (%s)".formatted(Sql.CONTRACTS),
            null,
            "delete from contract_signature where contract_id in (%s)".formatted(Sql.CONTRACTS)),
    CONTRACT_COMPLETION(
            "contract_completion",
            "select * from contract_completion where contract_id in (%s)".formatted(Sql.CONTRACTS),
            null,
            "delete from contract_completion where contract_id in (%s)".formatted(Sql.CONTRACTS)),
    CONTRACT_PDF(
            "contract_pdf",
            "select * from contract_pdf where contract_id in (%s)".formatted(Sql.CONTRACTS),
            null,
            "delete from contract_pdf where contract_id in (%s)".formatted(Sql.CONTRACTS)),
    CONTRACT_EVENT(
            "contract_event",
            "select * from contract_event where contract_id in (%s)".formatted(Sql.CONTRACTS),
            null,
            "update contract_event set detail = null, done_by = '-' where contract_id in (%s)"
                    .formatted(Sql.CONTRACTS)),
    CONTRACT(
            "contract",
            "select * from contract where partner_id = :partner",
            null,
            "update contract set search_words = '', signed_by = case when signed_by is null then null else '-' end"
                    + " where partner_id = :partner"),
    REQUEST_NOTICE("request_notice", "select * from request_notice where client_id = :partner", null, null),
    REQUEST_MAIL("request_mail", "select * from request_mail where client_id = :partner", null, null),
    REQUEST_EXCHANGE(
            "request_exchange",
            "select * from request_exchange where task_id in (select id from mission_task where client_id = :partner)",
            "update request_exchange set text = null, said_by = '-'"
                    + " where task_id in (select id from mission_task where client_id = :partner)",
            null),
    MISSION_TASK(
            "mission_task",
            "select * from mission_task where client_id = :partner",
            "update mission_task set text = '-' where client_id = :partner",
            null),
    MISSION(
            "mission",
            "select * from mission where client_id = :partner",
            "update mission set name = '-' where client_id = :partner",
            null),
    PROPOSAL_LINK(
            "proposal_link",
            null, // a key that opens a contract, hashed
            null,
            "delete from proposal_link where mail_id in (select id from proposal_mail where proposal_id in (%s))"
                    .formatted(Sql.PROPOSALS)),
    PROPOSAL_MAIL(
            "proposal_mail",
            "select * from proposal_mail where proposal_id in (%s)".formatted(Sql.PROPOSALS),
            null,
            null),
    PROPOSAL_LEGAL(
            "proposal_legal",
            "select * from proposal_legal where proposal_id in (%s)".formatted(Sql.PROPOSALS),
            null,
            "delete from proposal_legal where proposal_id in (%s)".formatted(Sql.PROPOSALS)),
    PROPOSAL_SECTION(
            "proposal_section",
            "select * from proposal_section where proposal_id in (%s)".formatted(Sql.PROPOSALS),
            null,
            "delete from proposal_section where proposal_id in (%s)".formatted(Sql.PROPOSALS)),
    PROPOSAL_EVENT(
            "proposal_event",
            "select * from proposal_event where proposal_id in (%s)".formatted(Sql.PROPOSALS),
            null,
            "update proposal_event set detail = null, who = '-' where proposal_id in (%s)".formatted(Sql.PROPOSALS)),
    /** An address and its company name bind all accounts: only what this account bound is told and goes. */
    COMPANY_CORRECTION(
            "company_correction",
            "select * from company_correction where mail in (%s)".formatted(Sql.BOUND),
            null,
            "delete from company_correction where mail in (%s)".formatted(Sql.BOUND)),
    COMPANY_BINDING(
            "company_binding",
            "select * from company_binding where mail in (%s)".formatted(Sql.BOUND),
            null,
            "delete from company_binding where mail in (%s)".formatted(Sql.BOUND)),
    PROPOSAL(
            "proposal",
            "select * from proposal where partner_id = :partner",
            null,
            "update proposal set mail = null, company = null, mobile = null, entries = '{}', decline_reason = null,"
                    + " pdf = null, sealed = null, sealed_at = null where partner_id = :partner"),
    LEGAL_HOLD(
            "legal_hold",
            "select * from legal_hold where partner_id = :partner",
            null,
            "update legal_hold set reason = '-' where partner_id = :partner"),
    PERSONAL_DATA_REQUEST(
            "personal_data_request", "select * from personal_data_request where partner_id = :partner", null, """
            update personal_data_request set reason = case when reason is null then null else '-' end,
              extended_because = case when extended_because is null then null else '-' end
            where partner_id = :partner"""),
    PERSONAL_DATA_EVENT(
            "personal_data_event",
            "select * from personal_data_event where request_id in"
                    + " (select id from personal_data_request where partner_id = :partner)",
            null,
            null),
    PERSONAL_DATA_ERASURE(
            "personal_data_erasure", "select * from personal_data_erasure where partner_id = :partner", null, null),
    /** Of what these rows are about the engine knows the numbers alone. */
    PROCESS("camunda.act_hi_procinst", """
            select proc_def_key_ as process, business_key_ as number, start_time_ at time zone 'UTC' as started,
              end_time_ at time zone 'UTC' as ended
            from camunda.act_hi_procinst where business_key_ in (
              select number from portal_invitation where partner_id = :partner
              union all select number from mission where client_id = :partner
              union all select number from mission_task where client_id = :partner
              union all select number from proposal where partner_id = :partner
              union all select number from personal_data_request where partner_id = :partner)""", null, null),
    /** The contacts go at once, and nobody writes again; the name goes with the last document that bears it. */
    PARTNER("partner", "select * from partner where id = :partner", """
            update partner set mail = null, mail_problem = 'OPTED_OUT', mail_bounced = false, mail_opted_out = true,
              phone = null, mobile = null, mobile_problem = 'OPTED_OUT', mobile_bounced = false, sms_opted_out = true,
              imported_mail = null, imported_phone = null, left_at = coalesce(left_at, cast(:now as timestamptz)), version = version + 1
            where id = :partner""", """
            update partner set family_name = '-', given_name = null, reference = 'erased-' || id, version = version + 1
            where id = :partner""");

    /** Keys, hashes, contents and what only serves a search: no data about anybody, or handed over as a file. */
    static final Set<String> HIDDEN = Set.of(
            "password",
            "hash",
            "sha256",
            "pdf",
            "sealed",
            "content",
            "search_name",
            "search_reference",
            "search_words",
            "session_epoch",
            "added_in",
            "claimed_by",
            "fingerprint");

    private final String table;
    private final @Nullable String told;
    private final @Nullable String atOnce;
    private final @Nullable String atEnd;

    /**
     * @param told the rows that the archive holds; null: none
     * @param atOnce what an erasure does; null: nothing
     * @param atEnd what it does once nothing has to be kept any more; null: nothing
     */
    PersonalData(String table, @Nullable String told, @Nullable String atOnce, @Nullable String atEnd) {
        this.table = table;
        this.told = told;
        this.atOnce = atOnce;
        this.atEnd = atEnd;
    }

    public static List<String> tables() {
        return Arrays.stream(values()).map(one -> one.table).toList();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Nullable
    String told() {
        return told;
    }

    @Nullable
    String atOnce() {
        return atOnce;
    }

    @Nullable
    String atEnd() {
        return atEnd;
    }

    private static final class Sql {

        static final String CONTRACTS = "select id from contract where partner_id = :partner";
        static final String CONTRACT_NAMES = "select account.code, contract.reference from contract"
                + " join account on account.id = contract.account_id where partner_id = :partner";
        static final String PROPOSALS = "select id from proposal where partner_id = :partner";

        /** The space that is this partner's alone. */
        static final String OWN_SPACE = """
                select space_id from portal_membership mine
                where partner_id = :partner and not exists (
                  select from portal_membership other
                  where other.space_id = mine.space_id and other.partner_id <> mine.partner_id)""";

        static final String OWN_LOGIN = "select mail from portal_space where id in (%s)".formatted(OWN_SPACE);

        static final String CODE_MAILS = """
                select id from portal_code_mail where space_id in (%s)
                  or invitation_id in (select id from portal_invitation where partner_id = :partner)""".formatted(OWN_SPACE);

        static final String BOUND = """
                select binding.mail from company_binding binding join partner on partner.account_id = binding.bound_by
                join proposal on proposal.partner_id = partner.id and lower(trim(proposal.mail)) = binding.mail
                where partner.id = :partner
                  and not exists (select from proposal other
                    where lower(trim(other.mail)) = binding.mail and other.partner_id is distinct from partner.id)""";

        /** By what each flow calls its recipients. */
        static final String MESSAGES = """
                select m.id from dispatch d join message m on m.dispatch_id = d.id and m.recipient = :partner
                where d.flow in ('relaunch', 'campaign')
                union all
                select m.id from dispatch d join (
                  select 'information-request' as flow, id from request_mail where client_id = :partner
                  union all select 'contract-complete', id from contract where partner_id = :partner
                  union all select 'proposal', id from proposal_mail where proposal_id in (%s)
                  union all select 'invitation', id from portal_code_mail where invitation_id in
                    (select id from portal_invitation where partner_id = :partner)
                  union all select 'password', id from portal_code_mail where space_id in (%s)
                  union all select 'signing-code', id from signing_code where document_id in
                    (select id from document where partner_id = :partner)
                ) own on own.flow = d.flow
                join message m on m.dispatch_id = d.id and m.recipient = own.id""".formatted(PROPOSALS, OWN_SPACE);
    }
}
