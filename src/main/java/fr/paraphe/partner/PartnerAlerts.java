package fr.paraphe.partner;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which alerts a partner wants. Reminders of contracts are the marks that each partner has for mail and for SMS; each
 * switch is remembered beside the changes of contacts.
 */
@Service
@Transactional
public class PartnerAlerts {

    private final PartnerDirectory directory;
    private final ContactHistory history;
    private final JdbcClient jdbc;

    PartnerAlerts(PartnerDirectory directory, ContactHistory history, JdbcClient jdbc) {
        this.directory = directory;
        this.history = history;
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public boolean isOn(PartnerId partner, Alert alert, ContactPoint by) {
        return switch (alert) {
            case CONTRACT_TO_SIGN -> !directory.byId(partner).isOptedOut(by);
            case INVITATION, CAMPAIGN, INFORMATION_REQUEST -> !isOff(partner, alert);
        };
    }

    /**
     * Switching to what is already so changes nothing and leaves no trace.
     *
     * @param who switches
     */
    public void set(PartnerId partner, Alert alert, ContactPoint point, boolean on, String who) {
        if (alert == Alert.CONTRACT_TO_SIGN) {
            if (on) {
                directory.optIn(partner, point, who);
            } else {
                directory.optOut(partner, point, who);
            }
        } else if (write(partner, alert, on) == 1) {
            history.add(
                    partner,
                    List.of(new ContactChange(ContactField.ALERT, on ? null : alert.name(), on ? alert.name() : null)),
                    who);
        }
    }

    private int write(PartnerId partner, Alert alert, boolean on) {
        var sql = on
                ? "delete from partner_alert_off where partner_id = ? and alert = ?"
                : "insert into partner_alert_off (partner_id, alert) values (?, ?) on conflict do nothing";
        return jdbc.sql(sql).params(partner.value(), alert.name()).update();
    }

    private boolean isOff(PartnerId partner, Alert alert) {
        return jdbc.sql("select exists (select from partner_alert_off where partner_id = ? and alert = ?)")
                .params(partner.value(), alert.name())
                .query(Boolean.class)
                .single();
    }
}
