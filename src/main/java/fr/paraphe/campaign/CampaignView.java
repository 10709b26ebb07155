package fr.paraphe.campaign;

import com.fasterxml.jackson.annotation.JsonIgnore;
import fr.paraphe.account.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as staff who may see it sees it.
 *
 * @param account its code
 * @param kind null: not chosen yet
 * @param title null: not given yet
 * @param startsOn null in a draft: the day of the launch
 * @param endsOn the last day, included; null: until closed by hand
 * @param logo the version of the logo, for its address; null: none
 * @param documents those that go out now
 * @param step where the preparation of a draft goes on
 * @param version tells one state of it from another, for whoever changes it
 * @param attachedAllowed whether the account's options let it include attached accounts
 */
public record CampaignView(
        String number,
        @JsonIgnore AccountId accountId,
        String account,
        String accountName,
        CampaignState state,
        CampaignStep step,
        int version,
        @Nullable CampaignKind kind,
        @Nullable String title,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        Population population,
        String message,
        boolean notifiedByMail,
        @Nullable Long logo,
        List<CampaignDocument> documents,
        boolean attachedAllowed,
        CampaignFigures figures,
        String createdBy,
        Instant createdAt,
        @Nullable String launchedBy,
        @Nullable Instant launchedAt,
        @Nullable String closedBy,
        @Nullable Instant closedAt,
        List<CampaignEvent> history) {}
