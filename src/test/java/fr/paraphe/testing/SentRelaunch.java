package fr.paraphe.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;

/**
 * A relaunch of everybody whose contract of this month the demo has unsigned, confirmed over REST.
 *
 * @param number of the run
 */
public record SentRelaunch(String number) {

    private static final String AGENT = "camille";
    private static final String PASSWORD = "paraphe-demo";

    /** Goes through all steps up to the confirmation, from which on messages leave. */
    public static SentRelaunch confirmed(RunningParaphe paraphe, String channel) {
        var month = YearMonth.now(ZoneId.of("Europe/Paris"));
        var run = new SentRelaunch(paraphe.post(
                        "/api/relaunches",
                        AGENT,
                        PASSWORD,
                        Map.of(
                                "account",
                                "interim-rhone",
                                "type",
                                "WORK_CONTRACT",
                                "from",
                                month.atDay(1).toString(),
                                "to",
                                month.atEndOfMonth().toString()))
                .get("number")
                .textValue());
        run.post(paraphe, "selection", Map.of("channel", channel));
        run.post(paraphe, "review", Map.of());
        var preview =
                paraphe.get(run.path("preview"), AGENT, PASSWORD).get("version").intValue();
        run.post(paraphe, "confirmation", Map.of("previewVersion", preview));
        return run;
    }

    /** Does one of the run's steps. */
    public void post(RunningParaphe paraphe, String step, Map<String, ?> body) {
        paraphe.post(path(step), AGENT, PASSWORD, body);
    }

    /** The run as it is now. */
    public JsonNode get(RunningParaphe paraphe) {
        return paraphe.get("/api/relaunches/" + number, AGENT, PASSWORD);
    }

    /** Whether everything is sent or given up. */
    public boolean isSent(RunningParaphe paraphe) {
        return get(paraphe).get("status").textValue().equals("SENT");
    }

    private String path(String step) {
        return "/api/relaunches/" + number + "/" + step;
    }
}
