-- Letters: written in the transaction of what they are about, then sent.
create table outbox (
  id          ${id},
  recipient   text not null,
  subject     text not null,
  body        text not null,                   -- emptied when it is sent: it may hold a link
  lang        text not null,
  created_at  ${long} not null,
  due_at      ${long},                         -- null: sent, or given up; while it is being sent, when another may try
  tries       integer not null default 0,
  ended_at    ${long},
  problem     text not null default ''
)${strict};
create index outbox_due on outbox (due_at) where due_at is not null;
create index outbox_ended on outbox (ended_at) where ended_at is not null;

create table member_email (
  member       ${long} primary key references member(id),
  address      text not null,
  address_key  text unique,                    -- null: not confirmed; nobody keeps others from using an address by typing it
  at           ${long} not null
)${strict};

-- One-time links that come by mail or from the operator.
create table account_link (
  token_hash  text primary key,
  member      ${long} not null references member(id),
  purpose     text not null check (purpose in ('CONFIRM', 'SIGN_IN')),
  address     text not null,                   -- that is confirmed by it; empty: none
  expires_at  ${long} not null
)${strict};
create index account_link_member on account_link (member, purpose);
