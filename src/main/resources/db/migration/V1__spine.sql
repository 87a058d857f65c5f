-- One text for SQLite and PostgreSQL. ${id}: an identity that is never reused; ${long}: 64 bits; ${strict}: SQLite checks types.
-- Times are epoch milliseconds in UTC. Codes: kind 1 article, 2 flash, 3 reply;
-- restriction 0 none, 1 labelled, 2 locked, 3 demoted, 4 held, 5 hidden, 6 removed, 7 blocked.

create table member (
  id          ${id},
  name        text not null,
  name_key    text not null unique,           -- NFKC, case-folded: nobody takes a name that only looks different
  about       text not null default '',
  zone        text,
  reads       text,
  created_at  ${long} not null
)${strict};

create table member_role (
  member      ${long} not null references member(id),
  role        text not null,
  primary key (member, role)
)${strict};

create table channel (
  id          ${id},
  slug        text not null unique,
  position    integer not null
)${strict};

create table channel_text (
  channel     ${long} not null references channel(id),
  lang        text not null,
  name        text not null,
  description text not null default '',
  disclaimer  text not null default '',       -- empty: the site's
  primary key (channel, lang)
)${strict};

create table editor_channel (
  member      ${long} not null references member(id),
  channel     ${long} not null references channel(id),
  primary key (member, channel)
)${strict};

create table statement_of_reasons (
  id          ${id},
  at          ${long} not null,
  ground      text not null,
  explanation text not null
)${strict};

create table item (
  id           ${id},
  kind         integer not null check (kind between 1 and 3),
  author       ${long} not null references member(id),
  channel      ${long} references channel(id),
  lang         text not null,
  stage        text not null check (stage in ('DRAFT', 'SCHEDULED', 'IN_REVIEW', 'PUBLISHED', 'WITHDRAWN')),
  restriction  integer not null default 0 check (restriction between 0 and 7),
  reasons      ${long} references statement_of_reasons(id),
  listed       integer not null default 1,
  root         ${long} references item(id),
  parent       ${long} references item(id),
  thread       ${long} references item(id),    -- the reply under the root that this one descends from; null for that reply itself
  created_at   ${long} not null,
  published_at ${long} not null,
  edited_at    ${long},
  withdrawn_at ${long},
  support      integer not null default 0 check (support >= 0),
  oppose       integer not null default 0 check (oppose >= 0),
  replies      integer not null default 0 check (replies >= 0),
  favourites   integer not null default 0 check (favourites >= 0),
  hot          ${long} not null,
  check (restriction < 4 or reasons is not null),
  check ((kind = 3) = (root is not null)),
  check ((kind = 3) = (parent is not null))
)${strict};
create index item_author on item (author, published_at, id);
create index item_root on item (root, id);

create table item_text (
  item            ${long} not null references item(id),
  lang            text not null,
  title           text not null,
  excerpt         text not null,
  origin          text not null check (origin in ('AUTHOR', 'TRANSLATOR', 'MACHINE')),
  revision        integer not null,
  of_revision     integer,                     -- of the original, for a translation
  reading_seconds integer not null,
  render_version  integer not null,
  updated_at      ${long} not null,
  markdown        text not null,
  html            text not null,
  primary key (item, lang)
)${strict};

create table item_revision (
  item        ${long} not null references item(id),
  lang        text not null,
  revision    integer not null,
  at          ${long} not null,
  by          ${long} not null references member(id),
  origin      text not null,
  of_revision integer,
  title       text not null,
  markdown    text not null,
  primary key (item, lang, revision)
)${strict};

create table item_source (
  item        ${long} not null references item(id),
  position    integer not null,
  title       text not null,
  publisher   text not null default '',
  url         text not null default '',
  accessed    text not null default '',        -- ISO 8601 date, or empty
  primary key (item, position)
)${strict};

-- One row for each text that lists may show, and nothing else: who reads it need not know the table of states.
create table listing (
  item         ${long} not null references item(id),
  lang         text not null,
  machine      integer not null,
  kind         integer not null,
  channel      ${long},
  author       ${long} not null,
  root         ${long},
  thread       ${long},
  published_at ${long} not null,
  hot          ${long},                        -- null: not in hot lists
  primary key (item, lang)
)${strict};
create index listing_new on listing (kind, lang, machine, published_at, item);
create index listing_channel on listing (channel, kind, lang, machine, published_at, item);
create index listing_author on listing (author, kind, lang, machine, published_at, item);
create index listing_hot on listing (kind, lang, machine, hot, item);
create index listing_channel_hot on listing (channel, kind, lang, machine, hot, item);
create index listing_thread on listing (root, thread, item);

create table item_view (
  item        ${long} primary key references item(id),
  views       ${long} not null
)${strict};

create table vote (
  item        ${long} not null references item(id),
  member      ${long} not null references member(id),
  value       integer not null check (value in (-1, 1)),
  at          ${long} not null,
  primary key (item, member)
)${strict};
create index vote_member on vote (member, at);

create table favourite (
  item        ${long} not null references item(id),
  member      ${long} not null references member(id),
  at          ${long} not null,
  primary key (item, member)
)${strict};
create index favourite_member on favourite (member, at);

create table measure (
  id          ${id},
  item        ${long} not null references item(id),
  restriction integer not null check (restriction between 1 and 7),
  reasons     ${long} not null references statement_of_reasons(id),
  by          ${long} references member(id),   -- null: the operator's command line
  opened_at   ${long} not null,
  ended_at    ${long}
)${strict};
create index measure_item on measure (item, ended_at);

create table origin (
  source      text not null,
  external_id text not null,
  item        ${long} not null references item(id),
  digest      text not null,                   -- of what was read, so that reading it again is a no-op
  primary key (source, external_id)
)${strict};
create index origin_item on origin (item);

create table form_key (
  member      ${long} not null references member(id),
  form_key    text not null,
  result      text not null,                   -- where the first submission led
  at          ${long} not null,
  primary key (member, form_key)
)${strict};

create table setting (
  name        text not null,
  lang        text not null default '',        -- empty: for all languages
  value       text not null,
  primary key (name, lang)
)${strict};

-- The log is numbered in the order of commits, without gaps: each writer takes its numbers last, from the one row here,
-- and holds it to its commit. Another epoch means that what was read before is not a prefix of what is here now.
create table change_head (
  id          integer primary key check (id = 1),
  epoch       text not null,
  seq         ${long} not null
)${strict};
insert into change_head (id, epoch, seq) values (1, '${epoch}', 0);

create table change_log (
  seq         ${long} primary key,
  at          ${long} not null,
  kind        text not null,
  item        ${long},
  root        ${long},
  member      ${long},
  channel     ${long}
)${strict};
create index change_log_at on change_log (at);
