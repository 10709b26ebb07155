# Paraphe as an image: the libraries in layers that change seldom, our own classes in the last one; not as root.
# ./mvnw package, then: docker build --tag paraphe .
FROM eclipse-temurin:17-jre AS layers
WORKDIR /layers
COPY target/paraphe.jar paraphe.jar
RUN java -Djarmode=tools -jar paraphe.jar extract --layers --destination . --force

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --home-dir /paraphe --create-home paraphe
WORKDIR /paraphe
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/application/ ./
USER 10001
EXPOSE 8080
# bash alone, as the image has neither curl nor wget.
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q ' 200' <&3"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "paraphe.jar"]
