package fr.paraphe.testing;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Before each test: time at its beginning, no mail, no SMS, and none still to come of another test. After the last: the
 * engine's clock is the real one again.
 */
class FreshEdges implements TestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext context) throws FolderException {
        var beans = context.getApplicationContext();
        beans.getBean(TestClock.class).reset();
        beans.getBean(JdbcClient.class)
                .sql("update dispatch set held = true where not held")
                .update();
        beans.getBean(GreenMail.class).purgeEmailFromAllMailboxes();
        beans.getBean(WireMockServer.class).resetAll();
    }

    @Override
    public void afterTestClass(TestContext context) {
        ClockUtil.reset();
    }
}
