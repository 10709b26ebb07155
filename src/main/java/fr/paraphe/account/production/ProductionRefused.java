package fr.paraphe.account.production;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** The configuration is not fit for production. */
class ProductionRefused extends RuntimeException {

    /** @param demand what the property must do: "name the mail server" */
    record Demand(String property, String demand) {}

    private final transient List<Demand> demands;

    ProductionRefused(List<Demand> demands) {
        super(demands.stream()
                .map(each ->
                        "With profile 'production', property '%s' must %s.".formatted(each.property(), each.demand()))
                .collect(joining("\n")));
        this.demands = demands;
    }

    List<Demand> demands() {
        return demands;
    }
}
