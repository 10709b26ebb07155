package fr.paraphe;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    @DisplayName("Each module uses only the modules that its package-info allows")
    void arrows() {
        ApplicationModules.of(Paraphe.class).verify();
    }
}
