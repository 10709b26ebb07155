alter table campaign add column step text not null default 'PARAMETERS'
  check (step in ('PARAMETERS', 'TRIGGER', 'POPULATION', 'DOCUMENTS', 'CONTENT', 'SUMMARY'));
comment on column campaign.step is 'Where the preparation of a draft goes on';
