package fr.paraphe.vault;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import fr.paraphe.account.Account;
import java.util.List;

/** The private keys that accounts seal with, and the certificates by which their seals are known. */
interface SealKeys {

    DSSPrivateKeyEntry of(Account account);

    /** Of all accounts, default included. */
    List<CertificateToken> certificates();
}
