-- What members follow: an author, a channel, or an item for its replies. The subject is an id of the table that "what" says:
-- three tables alike would each be asked in turn by whoever tells.
create table follow (
  id          ${id},
  member      ${long} not null references member(id),
  what        text not null check (what in ('AUTHOR', 'CHANNEL', 'ITEM')),
  subject     ${long} not null,
  at          ${long} not null,
  unique (member, what, subject)
)${strict};
create index follow_subject on follow (what, subject, member);
create index follow_member on follow (member, id);

-- What members are told: of an item once, for the first reason that there is.
create table notification (
  id          ${id},
  member      ${long} not null references member(id),
  item        ${long} not null references item(id),
  root        ${long} references item(id),     -- of a reply
  reason      text not null check (reason in ('ANSWER', 'REPLY', 'MENTION', 'FOLLOWED', 'AUTHOR', 'CHANNEL')),
  at          ${long} not null,
  read_at     ${long},
  unique (member, item)
)${strict};
create index notification_member on notification (member, id);
create index notification_unread on notification (member, id) where read_at is null;
create index notification_item on notification (item);
create index notification_at on notification (at);

-- What members want to be told, and when by mail; who has no row has not said anything.
create table notification_wish (
  member      ${long} primary key references member(id),
  unwanted    integer not null default 0,      -- reasons, a bit each
  rhythm      text not null default 'WEEKLY' check (rhythm in ('DAILY', 'WEEKLY', 'OFF')),
  lang        text,                            -- of letters; null: not said
  sent_to     ${long} not null default 0,      -- the last notification that a digest may have told of
  due_at      ${long}                          -- of the next digest; 0: to be reckoned; null: there is nothing new to tell
)${strict};
create index notification_wish_due on notification_wish (due_at) where due_at is not null;

-- By which a digest is ended without signing in.
create table digest_link (
  token_hash  text primary key,
  member      ${long} not null references member(id),
  at          ${long} not null
)${strict};
create index digest_link_member on digest_link (member);
create index digest_link_at on digest_link (at);

-- Who reads the change log once for all nodes, and how far. No row is made here: a database with rows is no empty one.
create table consumer (
  name        text primary key,
  epoch       text not null,
  seq         ${long} not null
)${strict};

alter table outbox add column unsubscribe text not null default '';   -- an address (RFC 8058); emptied like the body
