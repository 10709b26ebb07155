create table mission_feed (
  user_id text primary key references staff on delete cascade,
  token_hash bytea not null unique,
  made_at timestamptz not null
);
comment on table mission_feed is 'The secret address of a person''s calendar; the secret itself is written down nowhere';
