create table partner_alert_off (
  partner_id bigint not null references partner on delete cascade,
  alert text not null,
  primary key (partner_id, alert)
);
comment on table partner_alert_off is
  'What a partner wants no mail about. Reminders of contracts are marks of the partner: mail_opted_out, sms_opted_out';
