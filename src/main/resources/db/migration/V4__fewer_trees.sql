-- What a write and a page touch, fewer of it: short rows that are found by their key stand in it (SQLite), and what is only in
-- threads or only in lists is in the indexes of these alone.

create table listing_clustered (
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
)${clustered};
insert into listing_clustered select item, lang, machine, kind, channel, author, root, thread, published_at, hot from listing;
drop table listing;
alter table listing_clustered rename to listing;
create index listing_new on listing (kind, lang, machine, published_at, item) where kind < 3;
create index listing_channel on listing (channel, kind, lang, machine, published_at, item) where kind < 3;
create index listing_author on listing (author, kind, lang, machine, published_at, item) where kind < 3;
create index listing_hot on listing (kind, lang, machine, hot, item) where kind < 3 and hot is not null;
create index listing_channel_hot on listing (channel, kind, lang, machine, hot, item) where kind < 3 and hot is not null;
create index listing_thread on listing (root, thread, item) where kind = 3;

create table form_key_clustered (
  member      ${long} not null references member(id),
  form_key    text not null,
  result      text not null,                   -- where the first submission led
  at          ${long} not null,
  primary key (member, form_key)
)${clustered};
insert into form_key_clustered select member, form_key, result, at from form_key;
drop table form_key;
alter table form_key_clustered rename to form_key;
create index form_key_at on form_key (at);

-- the log is in order of time but for clocks that jump: what is old is found from its beginning
drop index change_log_at;

-- what was written is in the history, once: a page walked over it to what is shown
alter table item_text drop column markdown;
