package fr.paraphe.account.production;

/** The configuration is not fit for production. */
class ProductionRefused extends RuntimeException {

    private final String property;

    ProductionRefused(String property, String demand) {
        super("With profile 'production', property '%s' must %s.".formatted(property, demand));
        this.property = property;
    }

    String property() {
        return property;
    }
}
