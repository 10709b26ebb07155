alter table mission add request text;
comment on column mission.request is 'Digest of the request that saved it: the same one, sent again, saves none beside it';
create unique index mission_of_request on mission (account_id, client_id, request) where request is not null;
