-- One text for each contract holds all that a search compares: the parts of a word (trigrams) find it through one index,
-- wherever the word stands. Each of its three parts begins with a space; no word that is searched contains a line break.
create extension if not exists pg_trgm;

create function search_pattern(word text) returns text
  language sql immutable strict parallel safe
  return (
    select case when length(plain) < 3 then '% ' else '%' end
      || replace(replace(replace(plain, '\', '\\'), '%', '\%'), '_', '\_') || '%'
    from search_text(word) as plain);
comment on function search_pattern is
  'What a text is like that has this word in it; of one or two letters, a word that begins so. No index finds less';

create function contract_search_words(reference text, partner_id bigint, client_id bigint) returns text
  language sql stable parallel safe
  return (
    select concat(' ', search_text(contract_search_words.reference), e'\n ', partner.search_name, e'\n ' || client.search_name)
    from partner left join partner client on client.id = contract_search_words.client_id
    where partner.id = contract_search_words.partner_id);

alter table contract add column search_words text collate "C" not null default '';
comment on column contract.search_words is
  'Reference, partner''s and client''s name, as they are searched; follows them until the contract is signed or withdrawn';

create function contract_worded() returns trigger language plpgsql set search_path from current as $$
begin
  new.search_words := contract_search_words(new.reference, new.partner_id, new.client_id);
  return new;
end $$;

create trigger contract_worded before insert or update of reference, partner_id, client_id on contract
  for each row execute function contract_worded();

-- Who imports contracts keeps imports of partners out meanwhile: no name changes between the two triggers.
create function partner_renamed() returns trigger language plpgsql set search_path from current as $$
begin
  update contract set search_words = contract_search_words(reference, partner_id, client_id)
  where status = 'AWAITING_SIGNATURE' and (partner_id = new.id or client_id = new.id);
  return null;
end $$;

create trigger contract_reworded after update of family_name, given_name on partner
  for each row when (old.search_name <> new.search_name) execute function partner_renamed();

update contract set search_words = contract_search_words(reference, partner_id, client_id)
where status = 'AWAITING_SIGNATURE';

-- The extension may stand in another schema, if somebody created it before.
do $$
begin
  execute format(
    'create index contract_awaiting_words on contract using gin (search_words %I.gin_trgm_ops) where status = %L',
    (select nspname from pg_extension join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm'),
    'AWAITING_SIGNATURE');
end $$;

drop view unsigned_contract;
alter table contract drop column search_reference;

-- Each contract has a partner. Joined on the left, it costs nothing to those who ask for no column of it.
create view unsigned_contract as
select contract.id as contract_id,
       contract.account_id,
       contract.reference,
       contract.search_words,
       contract.type,
       contract.start_at,
       contract.end_on,
       contract.transmitted_at,
       contract.contractual_due_at,
       contract.legal_due_at,
       contract.partner_id,
       partner.kind as partner_kind,
       partner.family_name,
       partner.given_name,
       contract.client_id,
       client.family_name as client_name
from contract
left join partner on partner.id = contract.partner_id
left join partner client on client.id = contract.client_id
where contract.status = 'AWAITING_SIGNATURE';
comment on view unsigned_contract is 'Every contract that awaits a signature, with whom it awaits';
