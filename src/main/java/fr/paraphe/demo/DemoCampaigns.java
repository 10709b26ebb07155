package fr.paraphe.demo;

import fr.paraphe.account.Account;
import fr.paraphe.account.StaffRole;
import fr.paraphe.campaign.CampaignContent;
import fr.paraphe.campaign.CampaignDocument;
import fr.paraphe.campaign.CampaignDocuments;
import fr.paraphe.campaign.CampaignEditing;
import fr.paraphe.campaign.CampaignKind;
import fr.paraphe.campaign.CampaignNumber;
import fr.paraphe.campaign.CampaignParameters;
import fr.paraphe.campaign.CampaignReading;
import fr.paraphe.campaign.CampaignRequest;
import fr.paraphe.campaign.CampaignScope;
import fr.paraphe.campaign.PartnerCampaigns;
import fr.paraphe.campaign.Population;
import fr.paraphe.campaign.Relation;
import fr.paraphe.campaign.process.CampaignProcess;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.partner.PartnersLoggedIn;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Campaigns of the agency, as its manager makes them: one of each kind, one to come, one that is closed, a draft. */
@Component
@Conditional(DemoConfiguration.Wanted.class)
class DemoCampaigns {

    private static final int VISITORS = 24;
    private static final Set<PartnerKind> WORKERS = Set.of(PartnerKind.TEMPORARY_WORKER, PartnerKind.EMPLOYEE);

    private final CampaignProcess process;
    private final CampaignEditing editing;
    private final CampaignDocuments documents;
    private final CampaignReading reading;
    private final PartnerCampaigns received;
    private final DemoDocuments vaults;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Clock clock;

    DemoCampaigns(
            CampaignProcess process,
            CampaignEditing editing,
            CampaignDocuments documents,
            CampaignReading reading,
            PartnerCampaigns received,
            DemoDocuments vaults,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            Clock clock) {
        this.process = process;
        this.editing = editing;
        this.documents = documents;
        this.reading = reading;
        this.received = received;
        this.vaults = vaults;
        this.events = events;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes them once. */
    void addTo(Account agency) {
        var manager = UsernamePasswordAuthenticationToken.authenticated(
                DemoAccounts.MARC, null, List.of(new SimpleGrantedAuthority(StaffRole.MANAGER.authority())));
        SecurityContextHolder.getContext().setAuthentication(manager);
        try {
            if (reading.list(null, null, 1).rows().isEmpty()) {
                add(agency);
            }
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private void add(Account agency) {
        var closed = complete(
                agency,
                new CampaignParameters("Vos élus du personnel : les résultats", null, null),
                recipients(Relation.EXISTING),
                "Les élections sont terminées. Merci à toutes et à tous pour votre participation.",
                "Résultats des élections");
        process.launch(closed);
        var visitors = logIn(agency);
        visitors.subList(0, visitors.size() * 2 / 3).forEach(visitor -> received.open(closed, visitor));
        process.close(closed);

        var reader = complete(
                agency,
                new CampaignParameters("Comprendre votre bulletin de paie", null, null),
                new Population(Set.of("bulletin-de-paie"), WORKERS, Set.of(), Set.of(CampaignScope.OWN_ACCOUNT)),
                "Chaque ligne de votre bulletin expliquée, et à qui poser vos questions.",
                "Lire sa fiche de paie");
        process.launch(reader);
        vaults.addAdvancesTo(agency);

        var today = LocalDate.now(clock);
        var safety = complete(
                agency,
                new CampaignParameters("La sécurité avant tout : la charte à signer", null, today.plusMonths(2)),
                recipients(Relation.EXISTING, Relation.NEW),
                "Casque, chaussures, gilet : relisez la charte de sécurité et signez-la en quelques secondes.",
                "Charte de sécurité");
        var charter = documents.of(safety).get(0);
        documents.change(
                safety, charter.id(), new CampaignDocument.Change("Charte de sécurité", "attestation", true, false));
        editing.show(safety, "bandeau.jpg", new ByteArrayInputStream(banner()));
        process.launch(safety);

        var summer = complete(
                agency,
                new CampaignParameters("Fermeture de l’agence", today.plusDays(10), today.plusDays(40)),
                recipients(Relation.EXISTING),
                "L’agence ferme deux semaines. Une permanence répond au 04 72 00 00 00.",
                "Permanences pendant la fermeture");
        process.launch(summer);

        editing.describe(open(agency), new CampaignParameters("Mutuelle : ce qui change", null, null));
    }

    private CampaignNumber open(Account agency) {
        return process.start(new CampaignRequest(agency.code(), null, "demo")).number();
    }

    private CampaignNumber complete(
            Account agency, CampaignParameters parameters, Population population, String message, String document) {
        var number = open(agency);
        editing.describe(number, parameters);
        editing.triggerBy(
                number, population.documentTypes().isEmpty() ? CampaignKind.RECIPIENT : CampaignKind.DOCUMENT);
        editing.target(number, population);
        editing.say(number, new CampaignContent(message, false));
        var pdf = DemoPdf.of(document, List.of(agency.name(), message));
        documents.add(number, document + ".pdf", new ByteArrayInputStream(pdf));
        return number;
    }

    private static Population recipients(Relation... relations) {
        return new Population(Set.of(), WORKERS, Set.of(relations), Set.of(CampaignScope.OWN_ACCOUNT));
    }

    /** Some partners come and find what is there. */
    private List<PartnerId> logIn(Account agency) {
        var visitors = jdbc
                .sql("select id from partner where account_id = ? and kind = any(?) order by reference limit ?")
                .params(agency.id().value(), WORKERS.stream().map(Enum::name).toArray(String[]::new), VISITORS)
                .query(Long.class)
                .list()
                .stream()
                .map(PartnerId::new)
                .toList();
        transaction.executeWithoutResult(login -> events.publishEvent(new PartnersLoggedIn(visitors)));
        return visitors;
    }

    private static byte[] banner() {
        var picture = new BufferedImage(640, 200, BufferedImage.TYPE_INT_RGB);
        var brush = picture.createGraphics();
        brush.setPaint(new GradientPaint(0, 0, new Color(0xF2, 0xA9, 0x3B), 640, 200, new Color(0xC8, 0x4B, 0x31)));
        brush.fillRect(0, 0, 640, 200);
        brush.setColor(Color.WHITE);
        for (var stripe = 0; stripe < 640; stripe += 80) {
            brush.fillRect(stripe, 170, 40, 14);
        }
        brush.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
