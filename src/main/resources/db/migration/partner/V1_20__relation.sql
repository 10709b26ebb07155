-- Who is known already is in relation since now at the latest: when it began was never asked.
alter table partner add column related_since timestamptz not null default now();
alter table partner add column left_at timestamptz;
comment on column partner.related_since is 'Since when the account knows this partner';
comment on column partner.left_at is 'When the relation ended; null: it goes on';
