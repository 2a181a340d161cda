using System.Collections.Immutable;
using Actors.Contracts.Measurement;
using Actors.Implementation.Measurement;
using Actors.Measurement;
using Npgsql;
using NpgsqlTypes;

namespace Actors.Silo.Storage;

/// <summary>The event log as a table, partitioned by week of arrival. A group is one COPY and one commit.</summary>
internal sealed class PostgresEventLog(NpgsqlDataSource database) : IEventLog
{
    private const string MakeSql = """
        INSERT INTO event_streams (environment, partition) VALUES ($1, $2)
        ON CONFLICT (environment, partition) DO NOTHING
        """;

    // The strongest lock, so that it also waits for whoever keeps sums, which writing an epoch alone would not.
    private const string OpenSql = """
        WITH opened AS MATERIALIZED
            (SELECT id FROM event_streams WHERE environment = $1 AND partition = $2 FOR UPDATE)
        UPDATE event_streams SET epoch = epoch + 1 WHERE id = (SELECT id FROM opened) RETURNING id, epoch, tail
        """;

    // Whoever opened the stream later has another epoch there; whoever opens it now waits for this transaction.
    private const string MoveSql = "UPDATE event_streams SET tail = $3 WHERE id = $1 AND epoch = $2 AND tail = $4";

    private const string FindSql =
        "SELECT attribute, subject, event_id, content FROM event_log WHERE stream + 0 = $1 AND place = ANY($2)";

    private const string Columns = """
        sequence, arrived, event_id, kind, key, attribute, subject, at, value, count, content, variation, phase,
        ruleset_version, sdk, sdk_version, dimensions, properties
        """;

    private const string CopySql = $"COPY event_log (stream, place, {Columns}) FROM STDIN (FORMAT BINARY)";

    private const string ReadSql =
        $"SELECT {Columns} FROM event_log WHERE stream = $1 AND sequence > $2 ORDER BY sequence LIMIT $3";

    // A subject's events stand side by side: the upper half of their place is the same. One look into the index each,
    // whatever the planner believes of a table that has just begun to grow: OFFSET keeps it from joining otherwise, and
    // conditions that fit the other index are not offered. Weeks to come are empty.
    private const string OfSubjectsSql = $"""
        SELECT {Columns} FROM unnest($2) AS first (place) CROSS JOIN LATERAL
            (SELECT * FROM event_log
             WHERE stream + 0 = $1 AND event_log.place BETWEEN first.place AND first.place + 4294967295
                 AND arrived < now() + interval '1 day' AND ($3 IS NULL OR key = ANY($3))
             OFFSET 0) AS found
        """;

    public async Task<OpenLog> Open(string environment, int partition, CancellationToken cancellation)
    {
        await using var make = Of(MakeSql);
        await make.ExecuteNonQueryAsync(cancellation);
        await using var command = Of(OpenSql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new OpenLog(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2));

        NpgsqlCommand Of(string sql)
        {
            var command = database.CreateCommand(sql);
            command.Parameters.Add(new() { Value = environment });
            command.Parameters.Add(new() { Value = (short)partition });
            return command;
        }
    }

    public async Task<IReadOnlyList<KnownEvent>> Find(
        OpenLog stream, long[] places, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(FindSql);
        command.Parameters.Add(new() { Value = stream.Id });
        command.Parameters.Add(new() { Value = places });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var known = new List<KnownEvent>();
        while (await reader.ReadAsync(cancellation))
        {
            known.Add(new(
                new(reader.GetString(0), reader.GetString(1)), reader.GetString(2), reader.GetInt64(3)));
        }

        return known;
    }

    public async Task Append(
        OpenLog stream, IReadOnlyList<MeasuredEvent> events, DateTimeOffset arrived, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var move = new NpgsqlCommand(MoveSql, connection, transaction))
        {
            move.Parameters.Add(new() { Value = stream.Id });
            move.Parameters.Add(new() { Value = stream.Epoch });
            move.Parameters.Add(new() { Value = stream.Tail + events.Count });
            move.Parameters.Add(new() { Value = stream.Tail });
            if (await move.ExecuteNonQueryAsync(cancellation) != 1)
            {
                throw new FencedException($"Another writer has opened stream {stream.Id}.");
            }
        }

        await using (var copy = await connection.BeginBinaryImportAsync(CopySql, cancellation))
        {
            for (var index = 0; index < events.Count; index++)
            {
                Write(copy, stream, stream.Tail + index + 1, arrived, events[index]);
            }

            await copy.CompleteAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    public async Task<IReadOnlyList<LoggedEvent>> Read(
        OpenLog stream, long after, int limit, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(ReadSql);
        command.Parameters.Add(new() { Value = stream.Id });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = limit });
        return await ReadEvents(command, cancellation);
    }

    public async Task<IReadOnlyList<LoggedEvent>> OfSubjects(
        OpenLog stream,
        IReadOnlyCollection<SubjectId> subjects,
        IReadOnlyCollection<string>? keys,
        long upTo,
        CancellationToken cancellation)
    {
        long[] places = [.. subjects.Select(subject => (long)((ulong)subject.Place << 32)).Distinct().Order()];
        await using var command = database.CreateCommand(OfSubjectsSql);
        command.Parameters.Add(new() { Value = stream.Id });
        command.Parameters.Add(new() { Value = places });
        command.Parameters.Add(new()
        {
            Value = keys?.ToArray() ?? (object)DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
        });
        var found = await ReadEvents(command, cancellation);
        var wanted = subjects.ToHashSet();
        return found.FindAll(one => one.Sequence <= upTo && wanted.Contains(one.Event.Subject));
    }

    private static void Write(
        NpgsqlBinaryImporter copy, OpenLog stream, long sequence, DateTimeOffset arrived, MeasuredEvent one)
    {
        copy.StartRow();
        copy.Write(stream.Id, NpgsqlDbType.Integer);
        copy.Write(one.Place, NpgsqlDbType.Bigint);
        copy.Write(sequence, NpgsqlDbType.Bigint);
        copy.Write(arrived.UtcDateTime, NpgsqlDbType.TimestampTz);
        copy.Write(one.Id, NpgsqlDbType.Text);
        copy.Write((short)one.Kind, NpgsqlDbType.Smallint);
        copy.Write(one.Key, NpgsqlDbType.Text);
        copy.Write(one.Subject.Attribute, NpgsqlDbType.Text);
        copy.Write(one.Subject.Value, NpgsqlDbType.Text);
        copy.Write(one.At.UtcDateTime, NpgsqlDbType.TimestampTz);
        copy.Write(one.Value, NpgsqlDbType.Bigint);
        copy.Write(one.Count, NpgsqlDbType.Bigint);
        copy.Write(one.Content, NpgsqlDbType.Bigint);
        WriteText(copy, one.Exposure?.Variation);
        WriteText(copy, one.Exposure?.Phase);
        if (one.Exposure?.RulesetVersion is { } version) copy.Write(version, NpgsqlDbType.Bigint);
        else copy.WriteNull();
        WriteText(copy, one.Exposure?.Sdk);
        WriteText(copy, one.Exposure?.SdkVersion);
        if (one.Exposure is { Dimensions.IsEmpty: false } exposure)
            copy.Write(Pairs(exposure.Dimensions), NpgsqlDbType.Array | NpgsqlDbType.Text);
        else copy.WriteNull();
        WriteText(copy, one.Properties);
    }

    private static void WriteText(NpgsqlBinaryImporter copy, string? text)
    {
        if (text is null) copy.WriteNull();
        else copy.Write(text, NpgsqlDbType.Text);
    }

    private static async Task<List<LoggedEvent>> ReadEvents(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var events = new List<LoggedEvent>();
        while (await reader.ReadAsync(cancellation))
        {
            events.Add(new(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), EventOf(reader)));
        }

        return events;
    }

    private static MeasuredEvent EventOf(NpgsqlDataReader reader)
    {
        var kind = (EventKind)reader.GetInt16(3);
        return new()
        {
            Id = reader.GetString(2),
            Kind = kind,
            Key = reader.GetString(4),
            Subject = new(reader.GetString(5), reader.GetString(6)),
            At = reader.GetFieldValue<DateTimeOffset>(7),
            Value = reader.GetInt64(8),
            Count = reader.GetInt64(9),
            Content = reader.GetInt64(10),
            Exposure = kind == EventKind.Exposure ? ExposureOf(reader) : null,
            Properties = Text(reader, 17),
        };
    }

    private static Exposure ExposureOf(NpgsqlDataReader reader) => new(
        reader.GetString(11),
        Text(reader, 12),
        reader.IsDBNull(13) ? null : reader.GetInt64(13),
        Text(reader, 14),
        Text(reader, 15),
        reader.IsDBNull(16) ? [] : Dimensions(reader.GetFieldValue<string[]>(16)));

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    private static string[] Pairs(ImmutableArray<Dimension> dimensions) =>
        [.. dimensions.SelectMany(dimension => new[] { dimension.Name, dimension.Value })];

    private static ImmutableArray<Dimension> Dimensions(string[] pairs) =>
        [.. pairs.Chunk(2).Select(pair => new Dimension(pair[0], pair[1]))];
}
