-- Each contract that is sent asks for its client, and for the name that its address is bound to.
create index partner_company_by_mail on partner (account_id, lower(mail)) where kind = 'CLIENT' and given_name is null;
create index proposal_sent_by_mail on proposal (account_id, lower(mail)) where sent_at is not null;
