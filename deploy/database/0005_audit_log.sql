-- Who changed what, when, and why: one row a revision of a subject (a feature, a key, a project). Months are
-- partitions, so that old ones are dropped whole. A row is written once and never changed.
CREATE TABLE audit_log
(
    project      text        NOT NULL, -- "" for what belongs to none
    subject      text        NOT NULL,
    revision     bigint      NOT NULL,
    at           timestamptz NOT NULL,
    author       text        NOT NULL,
    operation_id text        NOT NULL,
    comment      text        NOT NULL,
    verb         text        NOT NULL,
    change       json        NOT NULL, -- json keeps the very text; jsonb would reorder it, and refuse an escaped NUL
    document     json,                 -- after the change; null when the subject is gone
    PRIMARY KEY (project, subject, revision, at) -- also serves reads by subject and revision
) PARTITION BY RANGE (at);

CREATE INDEX ix_audit_log_time ON audit_log (project, at DESC, subject, revision);

-- Takes a row that no month covers (a clock far off, partitions not made in time): late is better than lost.
CREATE TABLE audit_log_default PARTITION OF audit_log DEFAULT;

-- Makes the partitions of this month and of so many months ahead, and answers how many were new. Rows that fell into
-- the default partition move to their month. ATTACH lets readers and writers of other months go on meanwhile.
CREATE FUNCTION make_audit_log_partitions(months_ahead integer) RETURNS integer
LANGUAGE plpgsql AS $function$
DECLARE
    this_month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
    lower_end  timestamptz;
    upper_end  timestamptz;
    month_name text;
    made       integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('make_audit_log_partitions'));
    FOR ahead IN 0..months_ahead LOOP
        lower_end := (this_month + make_interval(months => ahead)) AT TIME ZONE 'UTC';
        upper_end := (this_month + make_interval(months => ahead + 1)) AT TIME ZONE 'UTC';
        month_name := 'audit_log_' || to_char(lower_end AT TIME ZONE 'UTC', 'YYYY_MM');
        CONTINUE WHEN to_regclass(month_name) IS NOT NULL;

        EXECUTE format('CREATE TABLE %I (LIKE audit_log INCLUDING ALL)', month_name);
        EXECUTE format(
            'WITH strays AS (DELETE FROM audit_log_default WHERE at >= %L AND at < %L RETURNING *)
             INSERT INTO %I SELECT * FROM strays', lower_end, upper_end, month_name);
        EXECUTE format(
            'ALTER TABLE audit_log ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', month_name, lower_end, upper_end);
        made := made + 1;
    END LOOP;
    RETURN made;
END
$function$;
