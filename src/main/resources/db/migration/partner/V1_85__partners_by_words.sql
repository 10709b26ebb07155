-- A search finds words wherever they stand in a name or a reference, as it does for contracts.
-- The extension may stand in another schema, if somebody created it before.
do $$
begin
  execute format(
    'create index partner_by_words on partner using gin ((%L || search_reference || chr(10) || %1$L || search_name) %2$I.gin_trgm_ops)',
    ' ',
    (select nspname from pg_extension join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm'));
end $$;

drop index partner_by_reference;
