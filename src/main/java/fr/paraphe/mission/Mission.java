package fr.paraphe.mission;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Offerings that one client has for a time.
 *
 * @param name for staff: no client ever reads it
 * @param signedOn the day of its first signature; null: never signed
 */
record Mission(
        long id,
        MissionNumber number,
        AccountId account,
        PartnerId client,
        String name,
        LocalDate start,
        LocalDate end,
        MissionStatus status,
        @Nullable LocalDate signedOn) {

    boolean isSigned() {
        return status == MissionStatus.SIGNED;
    }

    /** @throws MissionRefused if it was stopped or has ended */
    void refuseIfOver() {
        if (!status.isAlive()) {
            throw MissionRefused.over(number);
        }
    }
}
