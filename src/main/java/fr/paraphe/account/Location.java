package fr.paraphe.account;

/** A place where an account is at home; each of its locations has another name. */
public record Location(long id, String name) {}
