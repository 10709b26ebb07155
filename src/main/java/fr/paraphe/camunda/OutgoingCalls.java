package fr.paraphe.camunda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.config.MessageConstraints;
import org.apache.http.config.SocketConfig;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.entity.HttpEntityWrapper;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.protocol.HttpContext;
import org.camunda.commons.utils.IoUtilException;
import org.camunda.connect.ConnectorException;
import org.camunda.connect.httpclient.impl.HttpConnectorImpl;
import org.camunda.connect.httpclient.impl.RequestConfigOption;
import org.camunda.connect.spi.ConnectorInvocation;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Asks other systems by Camunda Connect's http-connector, within bounds that it has not by itself: times for the
 * connection, each part of an answer and the whole of it, a size, and no redirect, so that nobody on the other side
 * decides whom we ask. The address is an operator's setting, never a user's.
 *
 * <p>The connector is called from the domain and not mapped in the diagram, as an answer may hold names of people: it
 * must not become a process variable.
 */
@Component
public class OutgoingCalls implements DisposableBean {

    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_LINE = 16_384;

    private final OutgoingSettings settings;
    private final CloseableHttpClient client;
    private final HttpConnectorImpl connector = new HttpConnectorImpl();
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "outgoing-calls");
        thread.setDaemon(true);
        return thread;
    });

    OutgoingCalls(OutgoingSettings settings) {
        this.settings = settings;
        this.client = HttpClientBuilder.create()
                .useSystemProperties()
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .setMaxConnTotal(settings.connections())
                .setMaxConnPerRoute(settings.connections())
                .setConnectionTimeToLive(1, TimeUnit.MINUTES)
                // The connector gives each request a configuration of its own: only the socket's survives.
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout((int) settings.answerWithin().toMillis())
                        .build())
                .setDefaultConnectionConfig(org.apache.http.config.ConnectionConfig.custom()
                        .setMessageConstraints(MessageConstraints.custom()
                                .setMaxHeaderCount(MOST_HEADERS)
                                .setMaxLineLength(LONGEST_LINE)
                                .build())
                        .build())
                .addInterceptorLast(this::limit)
                .build();
        connector.setHttpClient(client);
        connector.addRequestInterceptor(this::abortInTime);
    }

    /** How the other side answered, whatever it answered. */
    public record Answer(int status, String body) {}

    /** The header's value for HTTP Basic. */
    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(UTF_8));
    }

    /**
     * Reads JSON from there.
     *
     * @param authorization the header's value
     * @throws CallFailed if no whole answer came within the bounds
     */
    public Answer get(String url, String authorization) {
        var asked = System.nanoTime();
        try {
            return read(connector
                    .createRequest()
                    .get()
                    .url(url)
                    .header("Accept", "application/json")
                    .header("Authorization", authorization)
                    .configOption(RequestConfigOption.CONNECTION_TIMEOUT.getName(), (int)
                            settings.connectWithin().toMillis())
                    .configOption(RequestConfigOption.CONNECTION_REQUEST_TIMEOUT.getName(), (int)
                            settings.connectWithin().toMillis())
                    .configOption(RequestConfigOption.SOCKET_TIMEOUT.getName(), (int)
                            settings.answerWithin().toMillis())
                    .execute());
        } catch (ConnectorException | IoUtilException e) {
            throw new CallFailed(reason(e, System.nanoTime() - asked), e);
        }
    }

    private static Answer read(org.camunda.connect.httpclient.HttpResponse response) {
        try {
            var body = response.getResponse();
            return new Answer(response.getStatusCode(), body == null ? "" : body);
        } finally {
            response.close();
        }
    }

    private CallFailed.Reason reason(RuntimeException failure, long nanos) {
        if (nanos >= settings.wholeAnswerWithin().toNanos()) {
            return CallFailed.Reason.TOO_SLOW;
        }
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(OutgoingCalls::reason)
                .filter(reason -> reason != CallFailed.Reason.UNREACHABLE)
                .findFirst()
                .orElse(CallFailed.Reason.UNREACHABLE);
    }

    private static CallFailed.Reason reason(Throwable cause) {
        if (cause instanceof TooLarge) {
            return CallFailed.Reason.TOO_LARGE;
        }
        return cause instanceof SocketTimeoutException && !(cause instanceof ConnectTimeoutException)
                ? CallFailed.Reason.TOO_SLOW
                : CallFailed.Reason.UNREACHABLE;
    }

    /** A time-out counts from byte to byte; this one counts from the beginning. Too late, it does nothing. */
    private Object abortInTime(ConnectorInvocation call) throws Exception {
        var request = (HttpRequestBase) call.getTarget();
        deadlines.schedule(request::abort, settings.wholeAnswerWithin().toMillis(), TimeUnit.MILLISECONDS);
        return call.proceed();
    }

    private void limit(HttpResponse response, HttpContext call) {
        if (response.getEntity() != null) {
            response.setEntity(
                    new Limited(response.getEntity(), settings.largestAnswer().toBytes()));
        }
    }

    @Override
    public void destroy() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }

    private static final class TooLarge extends IOException {
        TooLarge(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    /** An answer of which no more than so many bytes are read, unpacked. */
    private static final class Limited extends HttpEntityWrapper {

        private final long limit;

        Limited(HttpEntity answer, long limit) {
            super(answer);
            this.limit = limit;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new FilterInputStream(super.getContent()) {
                private long left = limit;

                @Override
                public int read() throws IOException {
                    var one = super.read();
                    count(one < 0 ? 0 : 1);
                    return one;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    var read = super.read(buffer, offset, length);
                    count(Math.max(0, read));
                    return read;
                }

                /** Closing would read what is left; the connection is given up instead. */
                @Override
                public void close() throws IOException {
                    if (left >= 0) {
                        super.close();
                    }
                }

                private void count(int read) throws TooLarge {
                    left -= read;
                    if (left < 0) {
                        throw new TooLarge(limit);
                    }
                }
            };
        }
    }
}
