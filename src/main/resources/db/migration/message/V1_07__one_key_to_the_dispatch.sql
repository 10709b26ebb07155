-- The key to dispatch_text leads to the dispatch already; a second one costs a look-up for each message.
alter table message drop constraint message_dispatch_id_fkey;
