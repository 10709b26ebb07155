package fr.paraphe.vault;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks an RFC 3161 authority over HTTP for the time at which something existed; within a time of ours. */
class TimestampAuthority implements TSPSource {

    private static final Logger log = LoggerFactory.getLogger(TimestampAuthority.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final transient HttpClient http;
    private final URI url;
    private final Duration within;

    TimestampAuthority(URI url, Duration within) {
        this.http = HttpClient.newBuilder().connectTimeout(within).build();
        this.url = url;
        this.within = within;
    }

    @Override
    public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
        try {
            var generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            var question = generator.generate(
                    new ASN1ObjectIdentifier(algorithm.getOid()), digest, new BigInteger(64, RANDOM));
            var answer = http.send(
                    HttpRequest.newBuilder(url)
                            .timeout(within)
                            .header("Content-Type", "application/timestamp-query")
                            .POST(BodyPublishers.ofByteArray(question.getEncoded()))
                            .build(),
                    BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("HTTP status " + answer.statusCode());
            }
            var response = new TimeStampResponse(answer.body());
            response.validate(question);
            if (response.getTimeStampToken() == null) {
                throw new IOException("refused: " + response.getStatusString());
            }
            return new TimestampBinary(response.getTimeStampToken().getEncoded());
        } catch (IOException | TSPException e) {
            log.warn("No time stamp from {}: {}", url, e.toString());
            throw VaultRefused.timestampMissing();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VaultRefused.timestampMissing();
        }
    }
}
