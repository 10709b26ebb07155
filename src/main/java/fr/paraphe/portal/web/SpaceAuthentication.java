package fr.paraphe.portal.web;

import fr.paraphe.portal.Space;
import fr.paraphe.portal.SpaceId;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Who is logged in to a space: a type of its own, which no door of staff takes for one of theirs. */
final class SpaceAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1;

    private final Session session;

    /** What a session keeps: whose it is, and since when in the space's life. */
    record Session(long space, int epoch) implements Serializable {}

    SpaceAuthentication(Space space) {
        super(List.of());
        this.session = new Session(space.id().value(), space.sessionEpoch());
        setAuthenticated(true);
    }

    SpaceId space() {
        return new SpaceId(session.space());
    }

    boolean isOf(Space space) {
        return space.id().equals(space()) && space.sessionEpoch() == session.epoch();
    }

    @Override
    public Session getPrincipal() {
        return session;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    /** No user of staff can have such a name. */
    @Override
    public String getName() {
        return "space " + session.space();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpaceAuthentication login && login.session.equals(session);
    }

    @Override
    public int hashCode() {
        return session.hashCode();
    }
}
