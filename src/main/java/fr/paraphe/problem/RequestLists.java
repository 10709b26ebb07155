package fr.paraphe.problem;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A list in a request has no holes: {@code [1, null]} is refused where it is read, with its place. */
@Configuration(proxyBeanMethods = false)
class RequestLists {

    @Bean
    Jackson2ObjectMapperBuilderCustomizer listsWithoutNulls() {
        return json -> json.postConfigurer(mapper ->
                mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL)));
    }
}
