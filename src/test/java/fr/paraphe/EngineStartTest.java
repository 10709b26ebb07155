package fr.paraphe;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.testing.ParapheTest;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParapheTest
class EngineStartTest {

    @Autowired
    ProcessEngine engine;

    @Autowired
    JdbcClient database;

    @Test
    @DisplayName("The engine's tables and Paraphe's own live in schemas apart")
    void schemas() {
        assertThat(engine.getManagementService().getTableCount()).isNotEmpty();
        assertThat(tablesIn("camunda")).allMatch(name -> name.startsWith("act_"));
        assertThat(tablesIn("paraphe")).contains("account").noneMatch(name -> name.startsWith("act_"));
    }

    private List<String> tablesIn(String schema) {
        return database.sql("select tablename from pg_tables where schemaname = ?")
                .param(schema)
                .query(String.class)
                .list();
    }
}
