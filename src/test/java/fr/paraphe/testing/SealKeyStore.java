package fr.paraphe.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A PKCS#12 file as an operator makes it, with one key for all accounts. */
public final class SealKeyStore {

    private SealKeyStore() {}

    public static Path in(Path folder, String password) throws Exception {
        var file = folder.resolve("seals.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "default",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "3072",
                        "-dname",
                        "CN=Agence d'essai",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .start();
        var told = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(told);
        }
        return file;
    }
}
