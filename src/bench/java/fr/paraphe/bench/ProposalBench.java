package fr.paraphe.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A contract that is sent to a client: what sending one costs, however many are sent, and how much of what comes
 * between the client's click and the sealed PDF is the sealing itself.
 */
final class ProposalBench implements Bench.Measurement {

    private static final int SECTIONS = 5;
    private static final Map<Integer, Integer> TURNS = new TreeMap<>(Map.of(10, 9, 100, 5, 1_000, 3));
    private static final int SIGNED_BEFORE = 200;
    private static final int SIGNED = 30;
    private static final String CLIENT = "client@example.org";
    private static final String PASSWORD = "le chat dort sur le toit";
    private static final Pattern SHA256 = Pattern.compile("name=\"sha256\" value=\"([0-9a-f]{64})\"");
    private static final String TEXT =
            "Le prestataire met à la disposition du client {{societe}} un bureau, qu’il entretient et qu’il assure. "
                    .repeat(6);

    @Override
    public void run(Path work, Bench.Table table) throws Exception {
        try (var cluster = Cluster.start(work);
                var mail = MailSink.start(work, false)) {
            cluster.create("proposals");
            try (var application =
                            Application.start(work, cluster.url("proposals"), Application.Setting.sendingTo(mail));
                    var database = cluster.connect("proposals")) {
                send(application, database, table);
                sign(application, database, table);
            }
        }
    }

    /** Batches of each size take turns, each in an account of its own. */
    private static void send(Application application, Connection database, Bench.Table table) throws Exception {
        Operator.open(application, database, "warm-up").send(1_000);
        var seconds = new TreeMap<Integer, List<Double>>();
        var most = Collections.max(TURNS.values());
        for (var turn = 0; turn < most; turn++) {
            for (var size : TURNS.keySet()) {
                if (turn * TURNS.get(size) / most < (turn + 1) * TURNS.get(size) / most) {
                    var operator = Operator.open(application, database, "sends-" + size + "-" + turn);
                    seconds.computeIfAbsent(size, none -> new ArrayList<>()).add(operator.send(size));
                }
            }
        }
        table.flat(seconds);
    }

    private static void sign(Application application, Connection database, Bench.Table table) throws Exception {
        var operator = Operator.open(application, database, "signed");
        var contracts =
                IntStream.range(0, SIGNED_BEFORE + SIGNED).mapToObj(n -> CLIENT).toList();
        var numbers = operator.send(contracts);
        Account.openSpaces(database, PASSWORD);
        var client = new Visitor(application.address());
        client.page("/portal/login");
        client.login(CLIENT, PASSWORD);
        var bare = new BareSeal();
        var answers = new ArrayList<Double>();
        var totals = new ArrayList<Double>();
        var seals = new ArrayList<Double>();
        for (var i = 0; i < numbers.size(); i++) {
            var contract = "/portal/proposals/"
                    + (long) Sql.number(database, "select id from proposal where number = ?", numbers.get(i));
            var form = accept(client, contract);
            var begin = System.nanoTime();
            client.submit(contract + "/signature", form);
            var answered = seconds(begin);
            await(database, "select count(*) from proposal where sealed is not null and number = ?", numbers.get(i));
            var total = seconds(begin);
            var crypto =
                    bare.seconds(client.file(contract + "/signed")) + bare.seconds(client.file(contract + "/trail"));
            if (i >= SIGNED_BEFORE) {
                answers.add(answered);
                totals.add(total);
                seals.add(crypto);
            }
        }
        var total = SelectBench.median(totals);
        var crypto = SelectBench.median(seals);
        table.add(
                "from the click to the answer, milliseconds (median)",
                "%.1f".formatted(SelectBench.median(answers) * 1e3));
        table.add("from the click to the sealed PDF, milliseconds (median)", "%.1f".formatted(total * 1e3));
        table.add("bare sealing of the same two PDFs, milliseconds (median)", "%.1f".formatted(crypto * 1e3));
        table.atLeast("share of the bare sealing", crypto / total, 0.5);
    }

    /** All that comes before the click. */
    private static Map<String, String> accept(Visitor client, String contract) throws Exception {
        client.page(contract);
        for (var section = 1; section <= SECTIONS; section++) {
            client.submit(contract + "/sections/" + section, Map.of());
        }
        client.submit(
                contract + "/legal",
                Map.of(
                        "form",
                        "SAS",
                        "name",
                        "DUPONT SAS",
                        "identifier",
                        "732 829 320 00074",
                        "address",
                        "1 rue de la Paix, 75002 Paris",
                        "signatoryName",
                        "Jean-Louis Dupont",
                        "signatoryQuality",
                        "président"));
        var shown = SHA256.matcher(client.page(contract));
        if (!shown.find()) {
            throw new IllegalStateException(contract + " shows nothing to sign");
        }
        return Map.of("consent", "yes", "sha256", shown.group(1));
    }

    /** An account with a template. */
    private record Operator(Application application, Connection database, Account account, long template) {

        static Operator open(Application application, Connection database, String code) throws Exception {
            var account = application.open(code);
            var template = application
                    .call(
                            "POST",
                            "/api/proposal-templates",
                            account.agent(),
                            Map.of(
                                    "name",
                                    "Contrat de prestation",
                                    "sections",
                                    IntStream.rangeClosed(1, SECTIONS)
                                            .mapToObj(n -> Map.of("title", "Section " + n, "text", TEXT))
                                            .toList()))
                    .get("id")
                    .longValue();
            return new Operator(application, database, account, template);
        }

        /**
         * Sends one to each of so many clients, one after the other.
         *
         * @return the seconds until the last one is sent
         */
        double send(int size) throws Exception {
            var mails = IntStream.range(0, size)
                    .mapToObj(n -> "client-" + n + "." + account.code() + "@example.org")
                    .toList();
            var begin = System.nanoTime();
            send(mails);
            return seconds(begin);
        }

        /** @return the numbers of the contracts, once all are sent */
        List<String> send(List<String> mails) throws Exception {
            var numbers = new ArrayList<String>();
            for (var mail : mails) {
                var number = application
                        .call("POST", "/api/proposals", account.agent(), Map.of("template", template))
                        .get("number")
                        .textValue();
                application.call(
                        "PUT",
                        "/api/proposals/" + number + "/sending",
                        account.agent(),
                        Map.of("mail", mail, "company", "DUPONT", "leadSource", "OTHER"));
                numbers.add(number);
            }
            await(database, """
                    select count(*) from (select 1 where not exists (
                      select from proposal join account on account.id = account_id
                      where status = 'READY' and account.code = ?)) sent
                    """, account.code());
            return numbers;
        }
    }

    /** Asks so often that the waiting is no part of what is measured. */
    private static void await(Connection database, String sql, String about) throws Exception {
        var deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (Sql.number(database, sql, about) != 1) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(about + " waits in vain");
            }
            Thread.sleep(1);
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
