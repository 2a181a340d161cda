-- What happened to whom: the event log of all environments, and what it adds up to.

-- Who writes what: an environment's events are spread by subject over streams with one writer each. A writer takes the
-- next epoch when it starts, and every transaction of it holds that against this row: an older one can't write any more.
CREATE TABLE event_streams
(
    id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    environment text     NOT NULL, -- "project/environment"
    partition   smallint NOT NULL,
    epoch       bigint   NOT NULL DEFAULT 0,
    tail        bigint   NOT NULL DEFAULT 0, -- the sequence of the last event
    UNIQUE (environment, partition)
) WITH (fillfactor = 50);

-- Weeks of arrival are partitions, so that old ones are dropped whole. A row is written once and never changed; it is
-- deleted alone only when a person is erased.
CREATE TABLE event_log
(
    stream          integer     NOT NULL,
    sequence        bigint      NOT NULL, -- 1, 2, 3, … in each stream
    arrived         timestamptz NOT NULL,
    place           bigint      NOT NULL, -- hash of the subject (upper half) and of the event's id (lower half)
    event_id        text        NOT NULL,
    kind            smallint    NOT NULL, -- 0: metric, 1: exposure
    key             text        NOT NULL, -- of the metric's event, or the experiment
    attribute       text        NOT NULL,
    subject         text        NOT NULL,
    at              timestamptz NOT NULL, -- when it happened
    value           bigint      NOT NULL, -- millionths
    count           bigint      NOT NULL,
    content         bigint      NOT NULL, -- hash of what was sent
    variation       text,                 -- from here on of exposures
    phase           text,
    ruleset_version bigint,
    sdk             text,
    sdk_version     text,
    dimensions      text[],               -- name, value, name, value, …
    properties      text                  -- JSON, as it was sent
) PARTITION BY RANGE (arrived);

CREATE INDEX ix_event_log_sequence ON event_log (stream, sequence);

-- Finds a repeated event, and all events of a subject side by side.
CREATE INDEX ix_event_log_place ON event_log (stream, place);

-- Takes what no week covers (a clock far off, partitions not made in time): late is better than lost.
CREATE TABLE event_log_default PARTITION OF event_log DEFAULT;

-- What one experiment's events in one stream add up to, up to a position in the log.
CREATE TABLE event_sums
(
    stream     integer NOT NULL,
    lane       integer NOT NULL, -- a new one whenever the experiment is measured otherwise than before
    experiment text    NOT NULL, -- "experiment/phase"
    position   bigint  NOT NULL, -- the sequence of the last event in the sums
    sums       bytea   NOT NULL,
    PRIMARY KEY (stream, lane)
) WITH (fillfactor = 50);

-- What is known of each exposed subject at that position.
CREATE TABLE event_subjects
(
    stream  integer NOT NULL,
    lane    integer NOT NULL,
    subject text    COLLATE "C" NOT NULL,
    measure bytea   NOT NULL,
    PRIMARY KEY (stream, lane, subject)
) WITH (fillfactor = 85);

-- Makes the partitions of this week and of so many ahead, and answers how many were new; as for the audit log.
CREATE FUNCTION make_event_log_partitions(weeks_ahead integer) RETURNS integer
LANGUAGE plpgsql AS $function$
DECLARE
    this_week timestamp := date_trunc('week', now() AT TIME ZONE 'UTC');
    lower_end timestamptz;
    upper_end timestamptz;
    week_name text;
    made      integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('make_event_log_partitions'));
    FOR ahead IN 0..weeks_ahead LOOP
        lower_end := (this_week + make_interval(weeks => ahead)) AT TIME ZONE 'UTC';
        upper_end := (this_week + make_interval(weeks => ahead + 1)) AT TIME ZONE 'UTC';
        week_name := 'event_log_' || to_char(lower_end AT TIME ZONE 'UTC', 'YYYY_MM_DD');
        CONTINUE WHEN to_regclass(week_name) IS NOT NULL;

        EXECUTE format('CREATE TABLE %I (LIKE event_log INCLUDING ALL)', week_name);
        EXECUTE format(
            'WITH strays AS (DELETE FROM event_log_default WHERE arrived >= %L AND arrived < %L RETURNING *)
             INSERT INTO %I SELECT * FROM strays', lower_end, upper_end, week_name);
        EXECUTE format(
            'ALTER TABLE event_log ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', week_name, lower_end, upper_end);
        made := made + 1;
    END LOOP;
    RETURN made;
END
$function$;

-- Drops the weeks that ended before the time given, and answers how many.
CREATE FUNCTION drop_event_log_partitions(keep_from timestamptz) RETURNS integer
LANGUAGE plpgsql AS $function$
DECLARE
    week    record;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('make_event_log_partitions'));
    FOR week IN
        SELECT child.relname AS name
        FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
        WHERE inhparent = 'event_log'::regclass AND child.relname ~ '^event_log_\d{4}_\d\d_\d\d$'
    LOOP
        CONTINUE WHEN
            (to_date(right(week.name, 10), 'YYYY_MM_DD') + 7)::timestamp AT TIME ZONE 'UTC' > keep_from;
        EXECUTE format('DROP TABLE %I', week.name);
        dropped := dropped + 1;
    END LOOP;
    DELETE FROM event_log_default WHERE arrived < keep_from;
    RETURN dropped;
END
$function$;
