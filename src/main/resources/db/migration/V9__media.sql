-- Images and attachments of members. The files are kept under their names; a row never names one that is not there.
create table media (
  name        text primary key,                -- base/MediaName
  owner       ${long} not null references member(id),
  type        text not null check (type in ('image/webp', 'application/pdf')),
  title       text not null default '',        -- what an attachment is called when it is saved
  bytes       ${long} not null,                -- of all its pictures
  state       integer not null check (state between 0 and 2),  -- 0 its files are being written, 1 there, 2 being deleted
  created_at  ${long} not null,
  used_at     ${long} not null                 -- when it was uploaded, or last written into a text
)${strict};
create index media_owner on media (owner);
create index media_used on media (used_at);

-- Which revisions of texts show a file of their author's.
create table media_use (
  item        ${long} not null references item(id),
  lang        text not null,
  revision    integer not null,
  media       text not null references media(name),
  primary key (item, lang, revision, media)
)${strict};
create index media_use_media on media_use (media);
