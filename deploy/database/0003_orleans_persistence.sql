-- The state of grains: one row a state, whatever races. The script that Orleans publishes guards a first write with
-- NOT EXISTS, which two writers can pass together; the grain then has two rows and never loads again. Here a unique
-- key decides, and the loser is told (no version comes back, which the provider turns into InconsistentStateException).
CREATE TABLE orleansstorage
(
    grainidhash            integer     NOT NULL,
    grainidn0              bigint      NOT NULL,
    grainidn1              bigint      NOT NULL,
    graintypehash          integer     NOT NULL,
    graintypestring        text        NOT NULL,
    grainidextensionstring text,
    serviceid              text        NOT NULL,
    payloadbinary          bytea,
    modifiedon             timestamptz NOT NULL DEFAULT now(),
    version                integer     NOT NULL
)
WITH (
    fillfactor = 85,                        -- 99.7 % of rewrites stay on their page and touch no index
    autovacuum_vacuum_scale_factor = 0.01,  -- the default of 20 % lets a big table bloat for hours
    autovacuum_vacuum_threshold = 5000
);

-- A number or GUID key has no extension string: those NULLs must be equal, or the key is no key.
CREATE UNIQUE INDEX ux_orleansstorage ON orleansstorage
    (grainidhash, graintypehash, grainidn0, grainidn1, graintypestring, grainidextensionstring, serviceid)
    NULLS NOT DISTINCT;

-- lz4 costs a third of the default's time at about the same size, where the server was built with it.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
        ALTER TABLE orleansstorage ALTER COLUMN payloadbinary SET COMPRESSION lz4;
    END IF;
END
$$;

-- Answers the new version, or no row when the expected version (NULL = no row yet) is not what is stored.
CREATE FUNCTION write_grain_state(
    grain_id_hash integer, grain_id_n0 bigint, grain_id_n1 bigint, grain_type_hash integer, grain_type text,
    grain_id_extension text, service text, expected_version integer, payload bytea)
RETURNS TABLE (newgrainstateversion integer)
LANGUAGE plpgsql AS $function$
BEGIN
    IF expected_version IS NULL THEN
        RETURN QUERY
        INSERT INTO orleansstorage AS s (
            grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid,
            payloadbinary, version)
        VALUES (
            grain_id_hash, grain_id_n0, grain_id_n1, grain_type_hash, grain_type, grain_id_extension, service,
            payload, 1)
        ON CONFLICT DO NOTHING
        RETURNING s.version;
    ELSE
        RETURN QUERY
        UPDATE orleansstorage AS s
        SET payloadbinary = payload, modifiedon = now(), version = s.version + 1
        WHERE s.grainidhash = grain_id_hash AND s.graintypehash = grain_type_hash
          AND s.grainidn0 = grain_id_n0 AND s.grainidn1 = grain_id_n1 AND s.graintypestring = grain_type
          AND s.grainidextensionstring IS NOT DISTINCT FROM grain_id_extension AND s.serviceid = service
          AND s.version = expected_version
        RETURNING s.version;
    END IF;
END
$function$;

INSERT INTO orleansquery (querykey, querytext) VALUES
('WriteToStorageKey', $query$
    SELECT newgrainstateversion FROM write_grain_state(
        @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId,
        @GrainStateVersion, @PayloadBinary)
$query$),
('ReadFromStorageKey', $query$
    SELECT payloadbinary, version FROM orleansstorage
    WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash
      AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1 AND graintypestring = @GrainTypeString
      AND grainidextensionstring IS NOT DISTINCT FROM @GrainIdExtensionString::text AND serviceid = @ServiceId
$query$),
('ClearStorageKey', $query$
    UPDATE orleansstorage SET payloadbinary = NULL, modifiedon = now(), version = version + 1
    WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash
      AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1 AND graintypestring = @GrainTypeString
      AND grainidextensionstring IS NOT DISTINCT FROM @GrainIdExtensionString::text AND serviceid = @ServiceId
      AND version = @GrainStateVersion::integer
    RETURNING version AS newgrainstateversion
$query$),
-- The provider takes any version but the one it sent for success.
('DeleteStorageKey', $query$
    DELETE FROM orleansstorage
    WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash
      AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1 AND graintypestring = @GrainTypeString
      AND grainidextensionstring IS NOT DISTINCT FROM @GrainIdExtensionString::text AND serviceid = @ServiceId
      AND version = @GrainStateVersion::integer
    RETURNING version + 1 AS newgrainstateversion
$query$);
