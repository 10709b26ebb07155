package fr.paraphe.demo;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Names as one meets them around Lyon. The n-th is always the same; the first 2,400 people are all different. */
final class DemoNames {

    private static final List<String> GIVEN = List.of(
            "Léa",
            "Mohamed",
            "Chloé",
            "Thomas",
            "Fatou",
            "Lucas",
            "Inès",
            "Nicolas",
            "Amina",
            "Julien",
            "Manon",
            "Karim",
            "Sarah",
            "Antoine",
            "Aïcha",
            "Maxime",
            "Camille",
            "Youssef",
            "Élodie",
            "Romain",
            "Océane",
            "Mamadou",
            "Justine",
            "Florian",
            "Zoé",
            "Mehdi",
            "Pauline",
            "Benoît",
            "Clémence",
            "Rachid",
            "Noémie",
            "Damien",
            "Agathe",
            "Ousmane",
            "Marine",
            "Gaël",
            "Hélène",
            "Théo",
            "Yasmine",
            "François");

    private static final List<String> FAMILY = List.of(
            "Martin",
            "Bernard",
            "Diallo",
            "Dubois",
            "Thomas",
            "Benali",
            "Robert",
            "Richard",
            "Petit",
            "Traoré",
            "Durand",
            "Leroy",
            "Moreau",
            "Simon",
            "Laurent",
            "Lefèvre",
            "Michel",
            "Garcia",
            "David",
            "Bertrand",
            "Roux",
            "Vincent",
            "Fournier",
            "Morel",
            "Girard",
            "André",
            "Mercier",
            "Da Silva",
            "Dupont",
            "Lambert",
            "Bonnet",
            "François",
            "Martinez",
            "Legrand",
            "Garnier",
            "Faure",
            "Rousseau",
            "Blanc",
            "Guérin",
            "Müller",
            "Henry",
            "Roussel",
            "Nicolas",
            "Perrin",
            "Morin",
            "Mathieu",
            "Clément",
            "Gauthier",
            "Dumont",
            "Lopez",
            "Fontaine",
            "Chevalier",
            "Robin",
            "Masson",
            "N’Diaye",
            "Gérard",
            "Nguyen",
            "Boyer",
            "Denis",
            "Le Goff");

    private static final List<String> COMPANIES = List.of(
            "Chantiers du Rhône",
            "Logistique Saône",
            "Ateliers Bellecour",
            "Transports Croix-Rousse",
            "Plastiques de l’Ain",
            "Fonderie Gerland",
            "Entrepôts Saint-Priest",
            "Maçonnerie des Dombes",
            "Clinique du Parc",
            "Cuisines Confluence",
            "Électricité Beaujolais",
            "Imprimerie Perrache",
            "Câblerie de Bourgoin",
            "Verrerie de Givors");

    private DemoNames() {}

    static String givenName(int n) {
        return GIVEN.get(n % GIVEN.size());
    }

    /** Moves on by one each time the given names begin again, so that the pairs do not repeat early. */
    static String familyName(int n) {
        return FAMILY.get((n + n / GIVEN.size()) % FAMILY.size());
    }

    static String company(int n) {
        return COMPANIES.get(n % COMPANIES.size());
    }

    /** For the left side of an address: no accents, spaces or apostrophes. */
    static String ascii(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
    }
}
