package fr.paraphe.demo;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountSettings;
import fr.paraphe.proposal.Templates;
import java.util.List;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** A contract to send to clients: what somebody who lets desks would begin with. */
@Component
@Conditional(DemoConfiguration.Wanted.class)
class DemoTemplates {

    private static final String NAME = "Contrat de prestation de services – bureaux";

    private static final String SECTIONS = """
            # Objet
            {{operateur}} met à la disposition de {{societe}} {{postes}} postes de travail dans son espace {{lieu}}, avec les \
            services décrits dans ce contrat.

            # Durée
            Le contrat commence le {{date_debut}} pour une durée de {{duree}}. Chaque partie peut y mettre fin avec un préavis de \
            {{preavis}}.

            # Prix
            La redevance mensuelle est de {{loyer}} hors taxes, payable d’avance le 1er de chaque mois.

            Un dépôt de garantie de {{depot}} est versé à la signature et rendu à la fin du contrat.

            # Règlement intérieur
            {{societe}} et ses collaborateurs respectent le règlement intérieur de l’espace et les consignes de sécurité.

            # Données personnelles
            Chaque partie traite les données personnelles de l’autre pour l’exécution du contrat n° {{numero}} uniquement, conformément \
            au RGPD.
            """;

    private final AccountSettings settings;
    private final Templates templates;

    DemoTemplates(AccountSettings settings, Templates templates) {
        this.settings = settings;
        this.templates = templates;
    }

    /** Adds what is not there yet. */
    void addTo(DemoAccounts.Opened accounts) {
        settings.locate(accounts.small().id(), "Annecy Gare");
        List.of(accounts.agency(), accounts.small()).forEach(this::add);
    }

    private void add(Account account) {
        if (templates.of(List.of(account.id())).isEmpty()) {
            templates.add(account.id(), NAME, Templates.parse(SECTIONS), "demo");
        }
    }
}
