-- Counted once, when they are chosen: a list of runs would count a hundred thousand rows for each.
alter table relaunch add column contracts bigint not null default 0;
alter table relaunch add column people bigint not null default 0;
comment on column relaunch.contracts is 'Found; once somebody has chosen, those that were kept';
comment on column relaunch.people is 'Who must sign these';

update relaunch set contracts = counted.contracts, people = counted.people
from (
  select relaunch_id, count(*) as contracts, count(distinct partner_id) as people
  from relaunch_contract where ticked group by relaunch_id
) counted
where counted.relaunch_id = relaunch.id;
