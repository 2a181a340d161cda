-- What each environment published in each version, so that anybody can ask later what somebody would have got then.
-- A version keeps only what it changed; together with what was there before, that is the whole.
CREATE TABLE ruleset_versions
(
    environment   text        NOT NULL, -- "project/environment"
    version       bigint      NOT NULL,
    after_version bigint      NOT NULL, -- 0: its parts are the whole, whatever was before
    published_at  timestamptz NOT NULL,
    content_hash  text        NOT NULL,
    PRIMARY KEY (environment, version)
);

CREATE INDEX ix_ruleset_versions_time ON ruleset_versions (environment, published_at);

CREATE TABLE ruleset_parts
(
    environment text     NOT NULL,
    kind        smallint NOT NULL, -- 0: feature, 1: saved group, 2: contextual bandit
    key         text     COLLATE "C" NOT NULL,
    version     bigint   NOT NULL, -- since when it is so
    enabled     boolean  NOT NULL, -- of a feature
    content     text,              -- JSON; null: it is gone
    PRIMARY KEY (environment, kind, key, version)
);

-- Forgets versions published before a time, but for the last of them: it was still in force then, and is whole from now
-- on. Answers how many were forgotten.
CREATE FUNCTION trim_ruleset_history(before timestamptz) RETURNS integer
LANGUAGE plpgsql AS $function$
DECLARE
    forgotten integer;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('trim_ruleset_history'));
    UPDATE ruleset_versions AS first SET after_version = 0
    WHERE first.after_version <> 0 AND (first.environment, first.version) IN (
        SELECT environment, max(version) FROM ruleset_versions WHERE published_at < before GROUP BY environment);

    DELETE FROM ruleset_parts AS old USING (
        SELECT environment, max(version) AS version FROM ruleset_versions
        WHERE published_at < before GROUP BY environment) AS first
    WHERE old.environment = first.environment AND old.version < first.version AND EXISTS (
        SELECT FROM ruleset_parts AS newer
        WHERE newer.environment = old.environment AND newer.kind = old.kind AND newer.key = old.key
            AND newer.version > old.version AND newer.version <= first.version);

    DELETE FROM ruleset_versions AS old USING (
        SELECT environment, max(version) AS version FROM ruleset_versions
        WHERE published_at < before GROUP BY environment) AS first
    WHERE old.environment = first.environment AND old.version < first.version;
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END
$function$;
