-- From the next due date on: what falls on 28/02 for want of a 30th comes back to the 30th in March.
alter table mission_offering add due_day integer check (due_day between 29 and 31);
comment on column mission_offering.due_day is 'The day of the month that due dates come back to, if the first falls on the end of a shorter month';
