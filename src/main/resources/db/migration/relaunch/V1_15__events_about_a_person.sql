alter table relaunch_event add column partner_id bigint;
comment on column relaunch_event.partner_id is 'Whom it is about; null: nobody in particular';
