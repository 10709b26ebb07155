package fr.paraphe.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that was asked for and is refused, with a reason that the asker can act on. Nothing has changed.
 *
 * <p>A module extends it once and names its cases by factories: {@code RelaunchRefused.optionOff(account)}. The texts
 * stand in the module's message files under {@code problem.<type>.title} and {@code problem.<type>.detail}; the
 * arguments fill {@code {0}}, {@code {1}}…
 */
public abstract class Refusal extends RuntimeException {

    private final String type;
    private final int status;
    private final transient @Nullable Object[] arguments;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient List<WrongField> errors = new ArrayList<>();

    /** One wrong value: its field, and the key of the text that says what is wrong with it. */
    public record WrongField(String field, String messageKey) {}

    /**
     * @param type the stable name of this kind of refusal, such as {@code relaunch-option-off}
     * @param status the HTTP status, 400 to 499
     * @param arguments what the localised detail names; no personal data, as refusals may be logged
     */
    protected Refusal(String type, int status, @Nullable Object... arguments) {
        super(type);
        this.type = type;
        this.status = status;
        this.arguments = arguments;
    }

    public String type() {
        return type;
    }

    public int status() {
        return status;
    }

    public @Nullable Object[] arguments() {
        return arguments.clone();
    }

    /** Adds an extension member to the problem details, such as the list of what was refused. */
    protected Refusal with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public Map<String, Object> members() {
        return Map.copyOf(members);
    }

    /** Names a wrong value, to be told beside its field. */
    protected Refusal withError(String field, String messageKey) {
        errors.add(new WrongField(field, messageKey));
        return this;
    }

    public List<WrongField> errors() {
        return List.copyOf(errors);
    }
}
