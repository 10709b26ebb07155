alter table proposal_mail
  drop constraint proposal_mail_kind_check,
  add check (kind in ('PROPOSAL', 'FOLLOW_UP', 'SEALED', 'WITHDRAWN'));
comment on table proposal_mail is 'A mail about the contract, for the n-th address that the contract was sent to';
