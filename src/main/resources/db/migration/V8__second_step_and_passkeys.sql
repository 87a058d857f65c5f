-- The second step of signing in: an app that makes codes of a secret and the time (RFC 6238). In plain text: there is no key
-- that does not lie beside the database (ADR 34).
create table totp (
  member      ${long} primary key references member(id),
  secret      text not null,                   -- base32
  last_step   ${long} not null,                -- of the code that was taken last: none of it or before it is taken again
  created_at  ${long} not null
)${strict};

create table recovery_code (
  member      ${long} not null references member(id),
  code_hash   text not null,                   -- SHA-256; deleted when it is used
  primary key (member, code_hash)
)${strict};

-- Who has shown the password and not yet the code: good for that page alone, and no session.
create table sign_in_ticket (
  token_hash  text primary key,                -- SHA-256 of the cookie's value
  member      ${long} not null references member(id),
  expires_at  ${long} not null
)${strict};
create index sign_in_ticket_member on sign_in_ticket (member);

-- Keys in members' devices (Web Authentication).
create table passkey (
  credential_id  text primary key,             -- base64url, as are the others
  member         ${long} not null references member(id),
  data           text not null,                -- attested credential data: the public key
  name           text not null,
  sign_count     ${long} not null,
  eligible       integer not null,             -- whether it can be in several devices, and whether it is
  copied         integer not null,
  created_at     ${long} not null,
  used_at        ${long}
)${strict};
create index passkey_member on passkey (member);

-- What a member is called in their devices: random, for a number would tell who it is to whoever holds the device.
create table passkey_owner (
  member  ${long} primary key references member(id),
  handle  text not null unique
)${strict};

-- What was given out to be signed, and has not been answered.
create table passkey_challenge (
  challenge_hash  text primary key,            -- SHA-256
  purpose         text not null check (purpose in ('ADD', 'SIGN_UP', 'SIGN_IN', 'PROVE')),
  member          ${long} references member(id),   -- null: nobody has signed in
  handle          text not null,               -- of the member who gets a key; empty: none is made
  expires_at      ${long} not null
)${strict};
create index passkey_challenge_expires on passkey_challenge (expires_at);
