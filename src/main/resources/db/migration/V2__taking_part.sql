-- Members who sign in, and what keeps them signed in. Times are epoch milliseconds in UTC.

alter table member add column password text;   -- as Spring Security's DelegatingPasswordEncoder writes it; null: cannot sign in

create table session (
  token_hash  text primary key,                -- SHA-256 of the cookie's value: who reads this table can sign in as nobody
  member      ${long} not null references member(id),
  created_at  ${long} not null,
  seen_at     ${long} not null,                -- touched at most every five minutes
  device      text not null
)${strict};
create index session_member on session (member);
create index session_seen on session (seen_at);

-- A one-time link that makes whoever signs up with it a member with a role.
create table invitation (
  token_hash  text primary key,
  role        text not null,
  expires_at  ${long} not null
)${strict};

-- What upkeep looks for: texts to purge, forms to forget.
create index item_withdrawn on item (withdrawn_at) where withdrawn_at is not null;
create index form_key_at on form_key (at);
