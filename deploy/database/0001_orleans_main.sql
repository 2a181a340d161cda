-- The statements the Orleans ADO.NET providers run. Each silo and each gateway reads this table once, at its start,
-- so a later script may replace a text while older processes keep the one they know.
CREATE TABLE orleansquery
(
    querykey  text NOT NULL PRIMARY KEY,
    querytext text NOT NULL
);
