package fr.paraphe.demo;

import static fr.paraphe.account.StaffRole.MANAGER;
import static java.util.Objects.requireNonNull;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountSettings;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerImporting;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.partner.PartnerRow;
import fr.paraphe.portal.SpaceOpening;
import fr.paraphe.proposal.CompanyForm;
import fr.paraphe.proposal.LeadSource;
import fr.paraphe.proposal.LegalEntry;
import fr.paraphe.proposal.ProposalAnswering;
import fr.paraphe.proposal.ProposalNumber;
import fr.paraphe.proposal.Recipient;
import fr.paraphe.proposal.Template;
import fr.paraphe.proposal.Templates;
import fr.paraphe.proposal.process.ContractSignatureProcess;
import fr.paraphe.signing.PartnerSignature;
import fr.paraphe.vault.DocumentReader;
import fr.paraphe.vault.PartnerVault;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Conditional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The contracts of somebody who lets desks: a template of texts and one that is a PDF; of a client's contracts, one
 * that is signed, one that waits for the signature, and one whose recipient is to be entered.
 */
@Component
@Conditional(DemoConfiguration.Wanted.class)
class DemoProposals {

    static final String CLIENT_MAIL = "contact@dupont.example";

    private static final String COMPANY = "Dupont & Associés";
    private static final String CLIENT_REFERENCE = "CLI-DUPONT";
    private static final String LANDLORD = "lea";
    private static final String WHO = "demo";
    private static final String DESKS = "Contrat de prestation de services – bureaux";
    private static final String ROOMS = "Conditions de location – salles de réunion";
    private static final List<String> ROOM_SECTIONS = List.of("Réservation", "Prix", "Annulation");

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
    private final PartnerImporting partners;
    private final PartnerDirectory directory;
    private final SpaceOpening spaces;
    private final ContractSignatureProcess process;
    private final ProposalAnswering answering;
    private final PartnerVault vault;
    private final MessageSource messages;
    private final TransactionTemplate transaction;

    DemoProposals(
            AccountSettings settings,
            Templates templates,
            PartnerImporting partners,
            PartnerDirectory directory,
            SpaceOpening spaces,
            ContractSignatureProcess process,
            ProposalAnswering answering,
            PartnerVault vault,
            MessageSource messages,
            TransactionTemplate transaction) {
        this.settings = settings;
        this.templates = templates;
        this.partners = partners;
        this.directory = directory;
        this.spaces = spaces;
        this.process = process;
        this.answering = answering;
        this.vault = vault;
        this.messages = messages;
        this.transaction = transaction;
    }

    /** Adds them once. */
    void addTo(DemoAccounts.Opened accounts) {
        var landlord = accounts.small();
        if (!templates.of(List.of(landlord.id())).isEmpty()) {
            return;
        }
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        LANDLORD, null, List.of(new SimpleGrantedAuthority(MANAGER.authority()))));
        try {
            transaction.executeWithoutResult(all -> {
                templates.add(accounts.agency().id(), DESKS, Templates.parse(SECTIONS), WHO);
                add(landlord);
            });
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private void add(Account landlord) {
        settings.locate(landlord.id(), "Annecy Gare");
        var desks = templates.add(landlord.id(), DESKS, Templates.parse(SECTIONS), WHO);
        var pdf = DemoPdf.of(
                ROOMS,
                List.of(
                        "1. Réservation : la veille au plus tard.",
                        "2. Prix : 25 € HT l’heure.",
                        "3. Annulation : sans frais jusqu’à deux heures avant."));
        var rooms = templates.add(landlord.id(), ROOMS, "salles.pdf", pdf, ROOM_SECTIONS, WHO);
        var client = client(landlord);

        var signed = send(landlord, rooms, Map.of());
        process.runNow(signed);
        sign(client);
        send(
                landlord,
                desks,
                Map.of(
                        "postes", "4",
                        "date_debut", "01/01/2027",
                        "duree", "12 mois",
                        "preavis", "un mois",
                        "loyer", "1 200 €",
                        "depot", "2 400 €"));
        process.start(landlord.code(), desks.id());
    }

    /** Somebody who has a space already, whom newcomers can be. */
    private PartnerId client(Account landlord) {
        partners.importRows(
                landlord.id(),
                List.of(new PartnerRow(
                        CLIENT_REFERENCE, PartnerKind.CLIENT, COMPANY, null, "fr", CLIENT_MAIL, null, false)),
                WHO);
        var client = directory
                .byReference(landlord.id(), CLIENT_REFERENCE)
                .orElseThrow()
                .id();
        spaces.openKnown(client, DemoAccounts.PASSWORD);
        return client;
    }

    private ProposalNumber send(Account landlord, Template template, Map<String, String> entries) {
        var number = process.start(landlord.code(), template.id());
        process.complete(
                number, new Recipient(CLIENT_MAIL, COMPANY, null, LeadSource.BUREAUX_A_PARTAGER, null, "fr", entries));
        return number;
    }

    /** The seal follows when the job executor gets to it. */
    private void sign(PartnerId client) {
        var clients = List.of(client);
        var reader = DocumentReader.partner(WHO);
        var contract = answering.waiting(clients).get(0).id();
        var offer = answering.open(contract, clients, reader);
        vault.open(requireNonNull(offer.document()), clients, reader);
        offer.sections().forEach(section -> answering.accept(contract, clients, section.position(), WHO));
        answering.giveLegal(
                contract,
                clients,
                new LegalEntry(
                        CompanyForm.SAS.name(),
                        COMPANY,
                        "732 829 320 00074",
                        "1 rue de la Paix, 75002 Paris",
                        "Jean-Louis Dupont",
                        "président"),
                WHO);
        answering.sign(
                contract,
                clients,
                new PartnerSignature(
                        requireNonNull(offer.sha256()),
                        messages.getMessage("signing.sentence", null, Locale.FRENCH),
                        null,
                        WHO,
                        "127.0.0.1",
                        "Démonstration"));
    }
}
