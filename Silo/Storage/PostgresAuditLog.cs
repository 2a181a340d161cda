using System.Collections.Immutable;
using Actors.Contracts.Auditing;
using Actors.Implementation.Auditing;
using Npgsql;
using NpgsqlTypes;

namespace Actors.Silo.Storage;

/// <summary>The audit log as a table, partitioned by month. A batch is one statement and one commit.</summary>
internal sealed class PostgresAuditLog(NpgsqlDataSource database) : IAuditLog
{
    // Times come back with the database's microseconds, so a time that was read can be asked for again.
    private const string Columns =
        "project, subject, revision, at, author, operation_id, comment, verb, change::text, document::text";

    // NOT EXISTS ends what was there before, whatever its time; the conflict clause the same entry sent twice at once.
    private const string AppendSql = """
        INSERT INTO audit_log (
            project, subject, revision, at, author, operation_id, comment, verb, change, document)
        SELECT project, subject, revision, at, author, operation_id, comment, verb, change::json, document::json
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS entry (
            project, subject, revision, at, author, operation_id, comment, verb, change, document)
        WHERE NOT EXISTS (
            SELECT FROM audit_log AS known
            WHERE known.project = entry.project AND known.subject = entry.subject AND known.revision = entry.revision)
        ON CONFLICT DO NOTHING
        """;

    private const string ReadSql = $"""
        SELECT {Columns} FROM audit_log
        WHERE project = $1 AND ($2::text IS NULL OR subject = $2) AND (at, subject, revision) < ($3, $4, $5)
        ORDER BY at DESC, subject DESC, revision DESC LIMIT $6
        """;

    private const string RevisionsSql = $"""
        SELECT {Columns} FROM audit_log
        WHERE project = $1 AND subject = $2 AND revision < $3
        ORDER BY revision DESC LIMIT $4
        """;

    public async Task Append(IReadOnlyCollection<AuditEntry> entries, CancellationToken cancellation)
    {
        if (entries.Count == 0)
        {
            return;
        }

        // In one order whoever writes, so that two writers of the same entries can't wait for each other in a circle.
        AuditEntry[] rows = [.. entries.OrderBy(entry => entry.Project, StringComparer.Ordinal)
            .ThenBy(entry => entry.Subject, StringComparer.Ordinal).ThenBy(entry => entry.Revision)];
        await using var command = database.CreateCommand(AppendSql);
        Add(command, NpgsqlDbType.Text, rows, row => Storable(row.Project));
        Add(command, NpgsqlDbType.Text, rows, row => Storable(row.Subject));
        Add(command, NpgsqlDbType.Bigint, rows, row => row.Revision);
        Add(command, NpgsqlDbType.TimestampTz, rows, row => row.At.UtcDateTime);
        Add(command, NpgsqlDbType.Text, rows, row => Storable(row.Author));
        Add(command, NpgsqlDbType.Text, rows, row => Storable(row.OperationId));
        Add(command, NpgsqlDbType.Text, rows, row => Storable(row.Comment));
        Add(command, NpgsqlDbType.Text, rows, row => Storable(row.Verb));
        Add(command, NpgsqlDbType.Text, rows, row => Storable(row.Change));
        Add(command, NpgsqlDbType.Text, rows, row => Storable(row.Document));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<ImmutableArray<AuditEntry>> Read(
        string project, AuditQuery query, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(ReadSql);
        command.Parameters.Add(new() { Value = project });
        command.Parameters.Add(
            new() { Value = (object?)query.Subject ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = query.Before?.At.UtcDateTime ?? DateTime.MaxValue.ToUniversalTime() });
        command.Parameters.Add(new() { Value = query.Before?.Subject ?? "" });
        command.Parameters.Add(new() { Value = query.Before?.Revision ?? 0 });
        command.Parameters.Add(new() { Value = query.Limit });
        return await ReadEntries(command, cancellation);
    }

    public async Task<ImmutableArray<AuditEntry>> Revisions(
        string project, string subject, long before, int limit, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(RevisionsSql);
        command.Parameters.Add(new() { Value = project });
        command.Parameters.Add(new() { Value = subject });
        command.Parameters.Add(new() { Value = before });
        command.Parameters.Add(new() { Value = limit });
        return await ReadEntries(command, cancellation);
    }

    private static async Task<ImmutableArray<AuditEntry>> ReadEntries(
        NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var entries = ImmutableArray.CreateBuilder<AuditEntry>();
        while (await reader.ReadAsync(cancellation))
        {
            entries.Add(new AuditEntry(
                reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3),
                reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetString(7), reader.GetString(8),
                reader.IsDBNull(9) ? null : reader.GetString(9)));
        }

        return entries.ToImmutable();
    }

    private static void Add<TValue>(
        NpgsqlCommand command, NpgsqlDbType type, AuditEntry[] rows, Func<AuditEntry, TValue> column) =>
        command.Parameters.Add(
            new() { Value = Array.ConvertAll(rows, row => column(row)), NpgsqlDbType = NpgsqlDbType.Array | type });

    // PostgreSQL stores no NUL character and no half of a surrogate pair: an entry with one would be refused for ever.
    private static string? Storable(string? text)
    {
        if (text is null || !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\0'))
        {
            return text;
        }

        var storable = new System.Text.StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // a half pair comes as U+FFFD, the replacement character
        {
            storable.Append(rune.Value == 0 ? System.Text.Rune.ReplacementChar : rune);
        }

        return storable.ToString();
    }
}
