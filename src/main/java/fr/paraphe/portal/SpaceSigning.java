package fr.paraphe.portal;

import fr.paraphe.contract.ContractId;
import fr.paraphe.contract.ContractToSign;
import fr.paraphe.contract.ElectronicSigning;
import fr.paraphe.contract.PartnerSignature;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The contracts of all partners of a space, to read and to sign. Others' do not exist here. */
@Service
public class SpaceSigning {

    private final Spaces spaces;
    private final ElectronicSigning signing;

    SpaceSigning(Spaces spaces, ElectronicSigning signing) {
        this.spaces = spaces;
        this.signing = signing;
    }

    /** @throws fr.paraphe.contract.ContractRefused if the space has no such contract */
    public ContractToSign look(Space space, ContractId contract) {
        return signing.look(contract, spaces.partnersOf(space.id()));
    }

    /** @throws fr.paraphe.contract.ContractRefused as {@link ElectronicSigning#sendCode} */
    public void sendCode(Space space, ContractId contract) {
        signing.sendCode(contract, spaces.partnersOf(space.id()));
    }

    /**
     * Signs as the space's owner.
     *
     * @param sha256 of the document that the page showed
     * @param consent the sentence that was ticked; null: it was not
     * @param code as typed; null: none
     * @throws fr.paraphe.contract.ContractRefused as {@link ElectronicSigning#sign}
     */
    public void sign(
            Space space,
            ContractId contract,
            String sha256,
            @Nullable String consent,
            @Nullable String code,
            String remoteAddress,
            @Nullable String userAgent) {
        signing.sign(
                contract,
                spaces.partnersOf(space.id()),
                new PartnerSignature(sha256, consent, code, SpaceVault.name(space), remoteAddress, userAgent));
    }
}
