package fr.paraphe.account.login;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/** Sessions lie in the database: any node serves anybody, and neither a restart nor a lost node logs people out. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration implements BeanClassLoaderAware {

    private static final Logger log = LoggerFactory.getLogger(SessionConfiguration.class);

    private ClassLoader classes = SessionConfiguration.class.getClassLoader();

    @Override
    public void setBeanClassLoader(ClassLoader classes) {
        this.classes = classes;
    }

    /** Two requests of one browser may set the same attribute at the same time. */
    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer twoRequestsAtOnce() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    @Bean
    ConversionService springSessionConversionService() {
        var service = new GenericConversionService();
        service.addConverter(Object.class, byte[].class, new SerializingConverter());
        service.addConverter(byte[].class, Object.class, new ReadIfKnown(new DeserializingConverter(classes)));
        return service;
    }

    /** What another version of Paraphe wrote and this one cannot read is not there: at worst one logs in again. */
    private record ReadIfKnown(DeserializingConverter reader) implements Converter<byte[], @Nullable Object> {

        @Override
        public @Nullable Object convert(byte[] attribute) {
            try {
                return reader.convert(attribute);
            } catch (SerializationFailedException e) {
                log.warn("A session's attribute of another version is left out", e);
                return null;
            }
        }
    }
}
