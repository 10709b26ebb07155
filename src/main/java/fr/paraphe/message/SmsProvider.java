package fr.paraphe.message;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * How the Twilio SDK reaches the provider: each request goes out at most once, over a kept-open connection, with
 * time-outs, to the configured address.
 *
 * <p>The SDK's own client repeats a request up to five times when it is answered with an error, and its HTTP library
 * once more; for an SMS each of these may be a second one, sent and paid.
 */
final class SmsProvider extends NetworkHttpClient {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    SmsProvider(URI baseUrl, Duration answerWithin) {
        super(onceOnly(baseUrl, answerWithin));
    }

    @Override
    public Response reliableRequest(Request request) {
        return once(request);
    }

    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return once(request);
    }

    private Response once(Request request) {
        var response = makeRequest(request);
        if (response.getStatusCode() == 429) {
            throw new TooManyRequests(retryAfter(response));
        }
        return response;
    }

    private static Optional<Duration> retryAfter(Response response) {
        for (var header : response.getHeaders()) {
            if (header.getName().equalsIgnoreCase(HttpHeaders.RETRY_AFTER)
                    && header.getValue().matches("\\d{1,5}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(header.getValue())));
            }
        }
        return Optional.empty();
    }

    /** The provider did not look at the request: it wants a pause first. */
    static final class TooManyRequests extends RuntimeException {
        private final transient Optional<Duration> retryAfter;

        TooManyRequests(Optional<Duration> retryAfter) {
            super("429", null, false, false);
            this.retryAfter = retryAfter;
        }

        Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    private static HttpClientBuilder onceOnly(URI baseUrl, Duration answerWithin) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(100)
                .setMaxConnPerRoute(100)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT_WITHIN))
                        .setSocketTimeout(Timeout.of(answerWithin))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .build();
        var timeouts = RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(CONNECT_WITHIN))
                .setResponseTimeout(Timeout.of(answerWithin))
                .build();
        var host = new HttpHost(baseUrl.getScheme(), baseUrl.getHost(), baseUrl.getPort());
        var path = baseUrl.getPath().replaceFirst("/$", "");
        return HttpClients.custom()
                .setConnectionManager(connections)
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .setRoutePlanner((target, context) -> new HttpRoute(host, null, "https".equals(host.getSchemeName())))
                .addExecInterceptorFirst("configured", (request, scope, chain) -> {
                    scope.clientContext.setRequestConfig(timeouts); // the SDK's own are 30 seconds
                    request.setScheme(host.getSchemeName());
                    request.setAuthority(new URIAuthority(host));
                    request.setPath(path + request.getPath());
                    return chain.proceed(request, scope);
                });
    }
}
