-- Each look at a sending counts them: few, among very many people.
create index relaunch_recipient_left_out on relaunch_recipient (relaunch_id, skipped) where skipped is not null;
