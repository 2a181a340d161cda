-- Who is in the cluster. Every change of a member is a compare-and-swap on the one version row of its cluster:
-- both rows change in one statement or neither does. The version row is locked first by all writers, so two
-- writers that read the same version can't both succeed.
CREATE TABLE orleansmembershipversiontable
(
    deploymentid text        NOT NULL PRIMARY KEY,
    "timestamp"  timestamptz NOT NULL DEFAULT now(),
    version      integer     NOT NULL DEFAULT 0
);

CREATE TABLE orleansmembershiptable
(
    deploymentid text        NOT NULL REFERENCES orleansmembershipversiontable,
    address      text        NOT NULL,
    port         integer     NOT NULL,
    generation   integer     NOT NULL,
    siloname     text        NOT NULL,
    hostname     text        NOT NULL,
    status       integer     NOT NULL,
    proxyport    integer,
    suspecttimes text,
    starttime    timestamptz NOT NULL,
    iamalivetime timestamptz NOT NULL,
    PRIMARY KEY (deploymentid, address, port, generation)
) WITH (fillfactor = 50); -- a heartbeat rewrites a row every few seconds: leave room for it on its own page

INSERT INTO orleansquery (querykey, querytext) VALUES
('MembershipReadAllKey', $query$
    SELECT v.deploymentid, v.version, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport,
           m.suspecttimes, m.starttime, m.iamalivetime
    FROM orleansmembershipversiontable v LEFT JOIN orleansmembershiptable m USING (deploymentid)
    WHERE v.deploymentid = @DeploymentId
$query$),
('MembershipReadRowKey', $query$
    SELECT v.deploymentid, v.version, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport,
           m.suspecttimes, m.starttime, m.iamalivetime
    FROM orleansmembershipversiontable v
    LEFT JOIN orleansmembershiptable m
        ON m.deploymentid = v.deploymentid AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
    WHERE v.deploymentid = @DeploymentId
$query$),
('InsertMembershipVersionKey', $query$
    WITH inserted AS (
        INSERT INTO orleansmembershipversiontable (deploymentid) VALUES (@DeploymentId)
        ON CONFLICT DO NOTHING RETURNING 1)
    SELECT count(*)::integer FROM inserted
$query$),
('InsertMembershipKey', $query$
    WITH swapped AS (
        UPDATE orleansmembershipversiontable SET version = version + 1, "timestamp" = now()
        WHERE deploymentid = @DeploymentId AND version = @Version AND NOT EXISTS (
            SELECT FROM orleansmembershiptable
            WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING deploymentid),
    inserted AS (
        INSERT INTO orleansmembershiptable (
            deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
        SELECT deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime,
            @IAmAliveTime
        FROM swapped RETURNING 1)
    SELECT count(*)::integer FROM inserted
$query$),
('UpdateMembershipKey', $query$
    WITH swapped AS (
        UPDATE orleansmembershipversiontable SET version = version + 1, "timestamp" = now()
        WHERE deploymentid = @DeploymentId AND version = @Version AND EXISTS (
            SELECT FROM orleansmembershiptable
            WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING deploymentid),
    updated AS (
        UPDATE orleansmembershiptable m
        SET status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
        FROM swapped
        WHERE m.deploymentid = swapped.deploymentid
          AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
        RETURNING 1)
    SELECT count(*)::integer FROM updated
$query$),
('UpdateIAmAlivetimeKey', $query$
    UPDATE orleansmembershiptable SET iamalivetime = @IAmAliveTime
    WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$query$),
('GatewaysQueryKey', $query$
    SELECT address, proxyport, generation FROM orleansmembershiptable
    WHERE deploymentid = @DeploymentId AND status = @Status AND proxyport > 0
$query$),
('DeleteMembershipTableEntriesKey', $query$
    WITH members AS (DELETE FROM orleansmembershiptable WHERE deploymentid = @DeploymentId)
    DELETE FROM orleansmembershipversiontable WHERE deploymentid = @DeploymentId
$query$),
-- 6 is SiloStatus.Dead: only the dead are swept, a silo that merely could not report for a while is not.
('CleanupDefunctSiloEntriesKey', $query$
    DELETE FROM orleansmembershiptable
    WHERE deploymentid = @DeploymentId AND status = 6 AND iamalivetime < @IAmAliveTime
$query$),
('CleanupDefunctSiloEntryKey', $query$
    DELETE FROM orleansmembershiptable
    WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
      AND status = 6 AND starttime = @StartTime AND iamalivetime = @IAmAliveTime
      AND suspecttimes IS NOT DISTINCT FROM @SuspectTimes::text
$query$);
