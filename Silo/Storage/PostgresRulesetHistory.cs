using Actors.Configuration;
using Actors.Implementation.Configuration;
using Npgsql;
using NpgsqlTypes;

namespace Actors.Silo.Storage;

/// <summary>Earlier versions as tables: what each version changed, so that an unchanged feature is one row.</summary>
internal sealed class PostgresRulesetHistory(NpgsqlDataSource database) : IRulesetHistory
{
    // A whole says of everything else that it is gone.
    private const string AppendSql = """
        WITH added AS (
            INSERT INTO ruleset_versions (environment, version, after_version, published_at, content_hash)
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING version),
        parts AS (SELECT * FROM unnest($6, $7, $8, $9) AS part (kind, key, enabled, content)),
        gone AS (
            SELECT kind, key FROM ruleset_parts WHERE environment = $1 AND $3 = 0
            EXCEPT SELECT kind, key FROM parts)
        INSERT INTO ruleset_parts (environment, kind, key, version, enabled, content)
        SELECT $1, kind, key, $2, enabled, content FROM parts WHERE EXISTS (SELECT FROM added)
        UNION ALL
        SELECT $1, kind, key, $2, false, NULL FROM gone WHERE EXISTS (SELECT FROM added)
        ON CONFLICT DO NOTHING
        """;

    private const string NewestSql = "SELECT max(version) FROM ruleset_versions WHERE environment = $1";

    private const string AtSql =
        "SELECT max(version) FROM ruleset_versions WHERE environment = $1 AND published_at <= $2";

    // Every version back to a whole one must be there.
    private const string VersionSql = """
        SELECT published_at, content_hash FROM ruleset_versions AS wanted
        WHERE environment = $1 AND version = $2 AND (
            SELECT wanted.version - base.version + 1 = (
                SELECT count(*) FROM ruleset_versions AS step
                WHERE step.environment = $1 AND step.version BETWEEN base.version AND wanted.version)
            FROM ruleset_versions AS base
            WHERE base.environment = $1 AND base.version <= wanted.version AND base.after_version = 0
            ORDER BY base.version DESC LIMIT 1)
        """;

    private const string PartsSql = """
        SELECT DISTINCT ON (kind, key) kind, key, version, enabled, content FROM ruleset_parts
        WHERE environment = $1 AND version <= $2 ORDER BY kind, key, version DESC
        """;

    public async Task Append(EnvironmentId environment, RecordedVersion version, CancellationToken cancellation)
    {
        Part[] parts =
        [
            .. version.Features.Select(one => new Part(PartKind.Feature, one.Key, one.Enabled, one.Json)),
            .. version.SavedGroups.Select(one => new Part(PartKind.Group, one.Id, true, one.Values)),
            .. version.Bandits.Select(one => new Part(PartKind.Bandit, one.Id, true, one.Json)),
            .. version.GoneBandits.Select(id => new Part(PartKind.Bandit, id, false, null)),
        ];
        await using var command = Command(AppendSql, environment, version.Version);
        command.Parameters.Add(new() { Value = version.AfterVersion });
        command.Parameters.Add(new() { Value = version.PublishedAt.UtcDateTime });
        command.Parameters.Add(new() { Value = version.ContentHash });
        Add(command, NpgsqlDbType.Smallint, parts, part => (short)part.Kind);
        Add(command, NpgsqlDbType.Text, parts, part => part.Key);
        Add(command, NpgsqlDbType.Boolean, parts, part => part.Enabled);
        Add(command, NpgsqlDbType.Text, parts, part => part.Content);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<long?> Newest(EnvironmentId environment, CancellationToken cancellation)
    {
        await using var command = Command(NewestSql, environment);
        return await command.ExecuteScalarAsync(cancellation) as long?;
    }

    public async Task<long?> VersionAt(EnvironmentId environment, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var command = Command(AtSql, environment);
        command.Parameters.Add(new() { Value = at.UtcDateTime });
        return await command.ExecuteScalarAsync(cancellation) as long?;
    }

    public async Task<RulesetDocument?> Read(
        EnvironmentId environment, long version, CancellationToken cancellation)
    {
        return await Head(environment, version, cancellation) is { } head
            ? With(head, await Parts(environment, version, cancellation))
            : null;
    }

    private async Task<RulesetDocument?> Head(
        EnvironmentId environment, long version, CancellationToken cancellation)
    {
        await using var command = Command(VersionSql, environment, version);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? RulesetDocument.Empty with
            {
                Version = version,
                PublishedAt = reader.GetFieldValue<DateTimeOffset>(0),
                ContentHash = reader.GetString(1),
            }
            : null;
    }

    private static RulesetDocument With(RulesetDocument document, List<(Part Part, long Version)> parts)
    {
        var of = parts.ToLookup(one => one.Part.Kind);
        return document with
        {
            Features = document.Features.AddRange(of[PartKind.Feature].Select(one => KeyValuePair.Create(
                one.Part.Key,
                new PublishedFeature(one.Part.Key, one.Version, one.Part.Enabled, one.Part.Content)))),
            SavedGroups = document.SavedGroups.AddRange(of[PartKind.Group].Select(one => KeyValuePair.Create(
                one.Part.Key, new PublishedGroup(one.Part.Key, one.Version, one.Part.Content)))),
            ContextualBandits = document.ContextualBandits.AddRange(of[PartKind.Bandit].Select(one =>
                KeyValuePair.Create(one.Part.Key, new PublishedBandit(one.Part.Key, one.Part.Content!)))),
        };
    }

    private async Task<List<(Part, long)>> Parts(
        EnvironmentId environment, long version, CancellationToken cancellation)
    {
        await using var command = Command(PartsSql, environment, version);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var parts = new List<(Part, long)>();
        while (await reader.ReadAsync(cancellation))
        {
            if (!reader.IsDBNull(4))
            {
                parts.Add((
                    new((PartKind)reader.GetInt16(0), reader.GetString(1), reader.GetBoolean(3), reader.GetString(4)),
                    reader.GetInt64(2)));
            }
        }

        return parts;
    }

    private NpgsqlCommand Command(string sql, EnvironmentId environment, long? version = null)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = environment.ToString() });
        if (version is { } number)
        {
            command.Parameters.Add(new() { Value = number });
        }

        return command;
    }

    private static void Add<TValue>(
        NpgsqlCommand command, NpgsqlDbType type, Part[] parts, Func<Part, TValue> column) =>
        command.Parameters.Add(new()
        {
            Value = Array.ConvertAll(parts, part => column(part)),
            NpgsqlDbType = NpgsqlDbType.Array | type,
        });

    private enum PartKind : short
    {
        Feature = 0,
        Group = 1,
        Bandit = 2,
    }

    private readonly record struct Part(PartKind Kind, string Key, bool Enabled, string? Content);
}
