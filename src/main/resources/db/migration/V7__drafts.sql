-- What is being written, one for each article begun and for each text that is being edited. It writes no change: nobody else sees it.
create table draft (
  id           ${id},
  member       ${long} not null references member(id),
  item         ${long} references item(id),     -- null: an article that is not published yet
  lang         text not null,                   -- of the item's text, or as the member chose; empty: to be detected
  channel      text not null default '',        -- as chosen
  title        text not null,
  body         text not null,
  sources      text not null default '',        -- the rows of the form, as they were typed
  revision     integer not null default 0,      -- of the item's text that it began from
  version      integer not null,                -- one more each time it is saved: two windows do not overwrite each other
  created_at   ${long} not null,
  updated_at   ${long} not null,
  discarded_at ${long}
)${strict};
create unique index draft_item on draft (member, item, lang) where item is not null;
create index draft_member on draft (member, updated_at, id);
create index draft_discarded on draft (discarded_at) where discarded_at is not null;

-- what is due, however many items there are
create index item_scheduled on item (published_at) where stage = 'SCHEDULED';
