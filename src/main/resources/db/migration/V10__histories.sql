-- Histories that readers see, corrections, and what sources say.

-- 1: was the text of a public item at some time; what was written before, for nobody to read, stays its author's
alter table item_revision add column shown integer not null default 0;
update item_revision set shown = 1
 where exists (select 1 from item i where i.id = item_revision.item and i.stage in ('PUBLISHED', 'WITHDRAWN')
                 and not exists (select 1 from item_revision n
                                  where n.item = item_revision.item and n.lang = item_revision.lang
                                    and n.revision > item_revision.revision and n.at <= i.published_at));

-- What a revision put right, as its author says to readers.
create table correction (
  item        ${long} not null references item(id),
  lang        text not null,
  revision    integer not null,
  at          ${long} not null,
  note        text not null,
  primary key (item, lang, revision)
)${strict};
-- 1: the text has corrections; else nobody looks for any
alter table item_text add column corrected integer not null default 0;

alter table item_source add column quotation text not null default '';
