-- The running processes on this database; rows only on PostgreSQL, since a SQLite folder has one server. Times are of
-- the database's clock, because the nodes' own may differ.
create table node (
  id          text primary key,                -- another one after each start
  name        text not null,
  seen        ${long} not null,
  applied     ${long} not null                 -- up to where its pages follow the change log
)${strict};
