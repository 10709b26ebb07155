package fr.paraphe.contract;

import java.util.Locale;

/** What became of one row of an import. */
public sealed interface ContractRowOutcome {

    /** The contract is new. */
    record Created() implements ContractRowOutcome {}

    /** The contract was known; something about it changed. */
    record Changed() implements ContractRowOutcome {}

    /** All of it was known. */
    record Unchanged() implements ContractRowOutcome {}

    /**
     * Nothing of the row was stored.
     *
     * @param field the component of {@link ContractRow} at fault
     */
    record Refused(String field, Reason reason) implements ContractRowOutcome {}

    /** Why a row is refused; {@code contract.import.<slug>} in the message files puts it into words. */
    enum Reason {
        /**
         * Empty, longer than 64 characters, or with a slash, backslash, semicolon, percent sign or control character.
         */
        MALFORMED,
        /** No such partner in this account. */
        UNKNOWN_PARTNER,
        /** No such partner in this account, or it is no client. */
        UNKNOWN_CLIENT,
        /** The contract would end before it starts. */
        END_BEFORE_START,
        /** A signature in the future, or a date and mode without the status "signed". */
        IMPOSSIBLE_SIGNATURE,
        /** The contract is signed: nobody changes it any more. */
        ALREADY_SIGNED,
        /** The contract is withdrawn: nobody changes or signs it any more. */
        ALREADY_WITHDRAWN;

        /** The last part of its message key: {@code unknown-partner}. */
        public String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
