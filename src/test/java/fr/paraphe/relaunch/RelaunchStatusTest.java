package fr.paraphe.relaunch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RelaunchStatusTest {

    @Test
    @DisplayName("R-25 only a preview leads to the first sending")
    void onlyThePreviewLeadsToSending() {
        assertThat(Stream.of(RelaunchStatus.values())
                        .filter(status -> !status.isConfirmed())
                        .filter(status -> status.leadsTo(RelaunchStatus.SENDING)))
                .containsExactly(RelaunchStatus.CONFIRMING);
    }

    @Test
    void nothingIsCancelledOnceItMayHaveLeft() {
        assertThat(Stream.of(RelaunchStatus.values())
                        .filter(RelaunchStatus::isConfirmed)
                        .filter(status -> status.leadsTo(RelaunchStatus.CANCELLED)))
                .isEmpty();
    }
}
