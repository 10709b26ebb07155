package fr.paraphe.campaign;

import fr.paraphe.account.Account;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffScope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens a draft, or refuses to: by whatever door it was asked for. */
@Service
@Transactional
public class CampaignDrafting {

    private static final int LONGEST_KEY = 200;

    private final Campaigns campaigns;
    private final CampaignAccess access;
    private final CampaignTimeline timeline;
    private final CurrentStaff staff;
    private final JdbcClient jdbc;
    private final Clock clock;

    CampaignDrafting(
            Campaigns campaigns,
            CampaignAccess access,
            CampaignTimeline timeline,
            CurrentStaff staff,
            JdbcClient jdbc,
            Clock clock) {
        this.campaigns = campaigns;
        this.access = access;
        this.timeline = timeline;
        this.staff = staff;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The campaign that this very request with this key has already opened. Until the transaction ends, nobody else
     * gets an answer about the same key.
     *
     * @throws CampaignRefused if the key was used for another request
     */
    public Optional<CampaignNumber> openedBefore(CampaignRequest request) {
        return openedBefore(request, accountOf(request));
    }

    /**
     * Opens a draft, in which nothing is chosen yet.
     *
     * @throws CampaignRefused if the asker is no manager
     */
    public CampaignNumber open(CampaignRequest request) {
        var account = accountOf(request);
        openedBefore(request, account).ifPresent(number -> {
            throw CampaignRefused.alreadyStarted(number);
        });
        var number = CampaignNumber.of(LocalDate.now(clock).getYear(), campaigns.nextNumber());
        var campaign = campaigns.save(
                new Campaign(number, account.id(), request, access.manager().userId(), clock.instant()));
        timeline.add(campaign, CampaignEvent.What.CREATED);
        return number;
    }

    private Optional<CampaignNumber> openedBefore(CampaignRequest request, Account account) {
        var key = request.idempotencyKey();
        if (key == null) {
            return Optional.empty();
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('campaign ' || :key, :account))")
                .param("key", key)
                .param("account", account.id().value())
                .query(row -> {});
        return campaigns
                .findByAccountIdAndIdempotencyKey(account.id().value(), key)
                .map(campaign -> sameRequest(campaign, request));
    }

    private static CampaignNumber sameRequest(Campaign campaign, CampaignRequest request) {
        if (!campaign.fingerprint().equals(request.fingerprint())) {
            throw CampaignRefused.keyUsedForAnother();
        }
        return campaign.number();
    }

    private Account accountOf(CampaignRequest request) {
        var scope = access.manager();
        var key = request.idempotencyKey();
        if (key != null && key.length() > LONGEST_KEY) {
            throw CampaignRefused.keyTooLong(LONGEST_KEY);
        }
        var code = request.account();
        return code == null || code.isBlank() ? onlyOne(scope) : staff.account(code);
    }

    private static Account onlyOne(StaffScope scope) {
        if (scope.accounts().size() > 1) {
            throw CampaignRefused.severalAccounts();
        }
        return scope.home();
    }
}
