package fr.paraphe.message;

/** What a flow's mails say to one recipient alone. A flow without a bean of this type says the same to all. */
public interface PersonalMails {

    /** As in {@link DispatchKey#flow}. */
    String flow();

    /** Asked right before a mail leaves, for each attempt, in no transaction. Nothing of the answer is kept. */
    PersonalPart partFor(long recipient);
}
