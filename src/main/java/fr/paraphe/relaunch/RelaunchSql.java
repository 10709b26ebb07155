package fr.paraphe.relaunch;

import fr.paraphe.message.Channel;

/** Pieces of SQL about a recipient {@code shown} in a run and the {@code partner} as the directory has it now. */
final class RelaunchSql {

    /** One of the person's ticked contracts still awaits a signature. */
    static final String STILL_UNSIGNED = someContractIs("AWAITING_SIGNATURE");

    /** One of them is signed. */
    static final String SIGNED = someContractIs("SIGNED");

    /** The partner's name has every word of {@code :text}, in whatever order; without a text, each name will do. */
    static final String NAMED = """
            (cast(:text as text) is null or coalesce((
              select bool_and(strpos(partner.search_name, word) > 0)
              from unnest(string_to_array(search_text(cast(:text as text)), ' ')) word), true))""";

    private RelaunchSql() {}

    private static String someContractIs(String status) {
        return """
                exists (
                  select from relaunch_contract chosen
                  join contract on contract.id = chosen.contract_id
                  where chosen.relaunch_id = shown.relaunch_id and chosen.partner_id = shown.partner_id
                    and chosen.ticked and contract.status = '%s')""".formatted(status);
    }

    /** Why the partner cannot be reached by this channel; null: can be. */
    static String problem(Channel channel) {
        return switch (channel) {
            case SMS -> "partner.mobile_problem";
            case MAIL -> "partner.mail_problem";
        };
    }

    /** Where the partner can be reached by this channel; null: nowhere. */
    static String address(Channel channel) {
        var column = switch (channel) {
            case SMS -> "partner.mobile";
            case MAIL -> "partner.mail";
        };
        return "case when %s is null then %s end".formatted(problem(channel), column);
    }

    /** The address that was shown is still the right one. */
    static String reachedAsShown(Channel channel) {
        return "coalesce(%s = shown.address, false)".formatted(address(channel));
    }
}
