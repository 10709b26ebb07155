-- "2/3" counts from the first occurrence of the present rule, not from the first of the mission.
alter table occurrence add first_n integer not null default 1;
comment on column occurrence.first_n is 'The number of the first one that the same rule, such as "never, three of them", led to';
update occurrence o set first_n = before.n + 1
from (
  select o.id, max(b.n) as n
  from occurrence o
  join occurrence b on b.mission_id = o.mission_id and b.offering_id = o.offering_id and b.n < o.n
    and b.frequency <> 'NEVER'
  where o.frequency = 'NEVER' group by o.id) before
where o.id = before.id;

comment on column mission_offering.lead_days is 'The offering''s, when it was put into the mission';
