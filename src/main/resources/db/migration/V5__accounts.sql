-- When whoever has the session last showed that they know the password: what is done to an account asks for it again.
alter table session add column proved_at ${long} not null default 0;

-- How often a password was tried lately: for a name, whether or not somebody has it, or from a browser that knows its member.
create table sign_in_try (
  subject     text primary key,                -- SHA-256: a name that is tried may be a password in the wrong field
  tries       integer not null,
  since       ${long} not null
)${strict};

-- Browsers in which a member has signed in before: whoever tries passwords elsewhere does not shut these out.
create table known_device (
  token_hash  text primary key,                -- SHA-256 of the cookie's value
  member      ${long} not null references member(id),
  at          ${long} not null
)${strict};
create index known_device_member on known_device (member);

-- What a name looks like (Unicode's confusables): who signs up takes a look that nobody has. Of names that were imported and look
-- alike the first has it.
create table name_look (
  look        text primary key,
  member      ${long} not null references member(id)
)${strict};
create index name_look_member on name_look (member);
alter table member add column looked integer not null default 0;   -- 0: entered before looks were compared
create index member_unlooked on member (id) where looked = 0;
