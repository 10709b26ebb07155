alter table mission add follow_after timestamptz;
comment on column mission.follow_after is 'Its process could not be started: tried again from then on';

-- A client may be asked again twice a day: what is not told yet is told once.
alter table request_notice drop constraint request_notice_task_id_kind_noted_on_key;
create unique index request_notice_untold on request_notice (task_id, kind) where mail_id is null and dropped is null;
create index on request_notice (task_id);
