package fr.paraphe.account;

/** An account observes other public holidays from now on. Told in the transaction that says so. */
public record HolidayCalendarChosen(AccountId account, String calendar) {}
