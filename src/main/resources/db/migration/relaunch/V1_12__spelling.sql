alter table relaunch add column spelling text not null default 'CHEAPEST' check (spelling in ('CHEAPEST', 'AS_WRITTEN'));
comment on column relaunch.spelling is 'Whether letters that make an SMS dear are replaced';
