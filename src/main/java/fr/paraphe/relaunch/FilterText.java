package fr.paraphe.relaunch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** A filter as the contracts page's address has it: {@code type=WORK_CONTRACT&kind=EMPLOYEE&from=2026-09-01}. */
final class FilterText {

    private FilterText() {}

    static String of(MultiValueMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + encode(value)))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    static MultiValueMap<String, String> read(String text) {
        var parameters = new LinkedMultiValueMap<String, String>();
        Stream.of(text.split("&"))
                .map(part -> part.split("=", 2))
                .forEach(part -> parameters.add(part[0], URLDecoder.decode(part[1], UTF_8)));
        return parameters;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
