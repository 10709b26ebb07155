package fr.paraphe.contract;

import static fr.paraphe.contract.PlatformFailed.answered;
import static fr.paraphe.contract.PlatformFailed.because;
import static fr.paraphe.contract.PlatformFailed.notUnderstood;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.paraphe.camunda.CallFailed;
import fr.paraphe.camunda.OutgoingCalls;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** The platform on which contracts are signed, another one or this very application, asked by HTTP. */
@Component
class SignaturePlatform {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_CURSOR = 1_000;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** By how much the other side's clock may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private final OutgoingCalls calls;
    private final OwnSignatures own;
    private final SynchronisationSettings settings;
    private final Clock clock;

    SignaturePlatform(OutgoingCalls calls, OwnSignatures own, SynchronisationSettings settings, Clock clock) {
        this.calls = calls;
        this.own = own;
        this.settings = settings;
        this.clock = clock;
    }

    /** Tells this platform from others, for the cursor. */
    String name() {
        return settings.url() == null ? "own" : settings.url().toString();
    }

    /**
     * @param after a cursor that this platform gave; null: from the beginning
     * @throws PlatformFailed if no page came
     */
    SignaturePage page(@Nullable String after) {
        var answer = ask(after);
        var status = answer.status();
        if (status != 200) {
            throw answered(
                    switch (status) {
                        case 401, 403 -> SynchronisationFailure.LOGIN_REFUSED;
                        case 422 -> SynchronisationFailure.CURSOR_REFUSED;
                        case 429 -> SynchronisationFailure.PLATFORM_DOWN;
                        default ->
                            status >= 500
                                    ? SynchronisationFailure.PLATFORM_DOWN
                                    : SynchronisationFailure.UNEXPECTED_ANSWER;
                    },
                    status);
        }
        return read(answer.body());
    }

    private OutgoingCalls.Answer ask(@Nullable String after) {
        var remote = settings.url() != null;
        var list = remote
                ? requireNonNull(settings.url()).toString()
                : own.address().orElseThrow(() -> because(SynchronisationFailure.UNREACHABLE, null));
        var address = UriComponentsBuilder.fromUriString(list).queryParam("limit", settings.page());
        if (after != null) {
            address.queryParam("after", "{after}");
        }
        try {
            return calls.get(
                    after == null
                            ? address.encode().toUriString()
                            : address.encode().buildAndExpand(after).toUriString(),
                    remote
                            ? OutgoingCalls.basic(requireNonNull(settings.user()), requireNonNull(settings.password()))
                            : own.authorization());
        } catch (CallFailed e) {
            throw because(
                    switch (e.reason()) {
                        case UNREACHABLE -> SynchronisationFailure.UNREACHABLE;
                        case TOO_SLOW -> SynchronisationFailure.TOO_SLOW;
                        case TOO_LARGE -> SynchronisationFailure.TOO_LARGE;
                    },
                    e);
        }
    }

    private SignaturePage read(String body) {
        var page = json(body);
        var signatures = new ArrayList<SignaturePage.Signature>();
        if (!page.path("signatures").isArray() || !page.path("more").isBoolean()) {
            throw notUnderstood("signatures must be a list, more must be true or false");
        }
        if (page.get("signatures").size() > settings.page()) {
            throw notUnderstood("more signatures than were asked for");
        }
        page.get("signatures").forEach(signature -> signatures.add(signature(signature)));
        return new SignaturePage(
                signatures, text(page, "next", LONGEST_CURSOR), page.get("more").booleanValue());
    }

    /** The parser's own message would quote what was received: it goes nowhere. */
    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw notUnderstood("no JSON");
        }
    }

    private SignaturePage.Signature signature(JsonNode signature) {
        return new SignaturePage.Signature(
                text(signature, "account", LONGEST_NAME),
                text(signature, "contract", LONGEST_NAME),
                moment(text(signature, "signedAt", LONGEST_NAME)),
                text(signature, "signedBy", LONGEST_NAME));
    }

    private Instant moment(String text) {
        try {
            var moment = OffsetDateTime.parse(text).toInstant();
            if (moment.isBefore(EARLIEST) || moment.isAfter(clock.instant().plus(AHEAD))) {
                throw notUnderstood("signedAt is in the future or before 2000");
            }
            return moment;
        } catch (DateTimeException e) {
            throw notUnderstood("signedAt must be a date and time with its offset");
        }
    }

    private static String text(JsonNode object, String field, int longest) {
        var text = object.path(field).asText("");
        if (!object.path(field).isTextual()
                || text.isBlank()
                || text.length() > longest
                || text.chars().anyMatch(Character::isISOControl)) {
            throw notUnderstood(field + " must be a text of 1 to " + longest + " characters");
        }
        return text;
    }
}
