package fr.paraphe.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;

/**
 * The whole application on a random port, a real PostgreSQL, a real SMTP server and a Twilio-compatible HTTP server.
 *
 * <p>All tests that use it unchanged share one context. Time stands still until {@link TestClock} moves it; jobs run
 * when {@link Jobs} runs them; each test makes its own account through {@link Given}, so that no test meets another's
 * data.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.test.observability.auto-configure=true") // meters are read as Prometheus reads them
@ActiveProfiles("test")
@Import(OuterEdges.class)
@TestExecutionListeners(listeners = FreshEdges.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
public @interface ParapheTest {}
