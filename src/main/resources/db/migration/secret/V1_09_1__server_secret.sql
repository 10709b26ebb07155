create table server_secret (
  one boolean primary key default true check (one),
  key bytea not null
);
comment on table server_secret is 'The key of signatures, where no setting gives one: at most one row';
