using Actors.Implementation.Measurement;
using Actors.Measurement;
using Npgsql;
using NpgsqlTypes;
using Orleans.Serialization;

namespace Actors.Silo.Storage;

/// <summary>What events add up to, as tables: one row a lane, one a subject; a checkpoint is one transaction.</summary>
internal sealed class PostgresSumsStore(NpgsqlDataSource database, Serializer serializer) : ISumsStore
{
    private const string LanesSql = "SELECT lane, position, sums FROM event_sums WHERE stream = $1";

    private const string SubjectsSql = """
        SELECT kept.lane, kept.subject, kept.measure
        FROM unnest($2, $3) AS wanted (lane, subject) JOIN event_subjects AS kept
            ON kept.stream = $1 AND kept.lane = wanted.lane AND kept.subject = wanted.subject COLLATE "C"
        """;

    // Until the transaction ends whoever opens the stream waits, then reads what is here; who appends does not wait.
    private const string FenceSql = "SELECT FROM event_streams WHERE id = $1 AND epoch = $2 FOR KEY SHARE";

    private const string KeepLanesSql = """
        INSERT INTO event_sums (stream, lane, experiment, position, sums)
        SELECT $1, lane, experiment, position, sums
        FROM unnest($2, $3, $4, $5) AS one (lane, experiment, position, sums)
        ON CONFLICT (stream, lane) DO UPDATE
            SET experiment = excluded.experiment, position = excluded.position, sums = excluded.sums
        """;

    private const string KeepSubjectsSql = """
        INSERT INTO event_subjects (stream, lane, subject, measure)
        SELECT $1, lane, subject, measure FROM unnest($2, $3, $4) AS one (lane, subject, measure)
        ON CONFLICT (stream, lane, subject) DO UPDATE SET measure = excluded.measure
        """;

    private const string ForgetSubjectsSql = """
        DELETE FROM event_subjects AS kept USING unnest($2, $3) AS gone (lane, subject)
        WHERE kept.stream = $1 AND kept.lane = gone.lane AND kept.subject = gone.subject COLLATE "C"
        """;

    private const string EraseSql = """
        DELETE FROM event_log
        WHERE stream + 0 = $1 AND place BETWEEN $2 AND $2 + 4294967295 AND attribute = $3 AND subject = $4
        """;

    public async Task<IReadOnlyList<KeptLane>> Lanes(OpenLog stream, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(LanesSql);
        command.Parameters.Add(new() { Value = stream.Id });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var lanes = new List<KeptLane>();
        while (await reader.ReadAsync(cancellation))
        {
            lanes.Add(new(
                reader.GetInt32(0),
                reader.GetInt64(1),
                serializer.Deserialize<ExperimentSums>(reader.GetFieldValue<byte[]>(2))!));
        }

        return lanes;
    }

    public async Task<IReadOnlyList<KeptSubject>> Subjects(
        OpenLog stream, IReadOnlyCollection<(int Lane, string Subject)> wanted, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(SubjectsSql);
        command.Parameters.Add(new() { Value = stream.Id });
        Add(command, NpgsqlDbType.Integer, wanted.Select(one => one.Lane));
        Add(command, NpgsqlDbType.Text, wanted.Select(one => one.Subject));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var subjects = new List<KeptSubject>();
        while (await reader.ReadAsync(cancellation))
        {
            subjects.Add(new(
                reader.GetInt32(0),
                reader.GetString(1),
                serializer.Deserialize<SubjectMeasure>(reader.GetFieldValue<byte[]>(2))));
        }

        return subjects;
    }

    public async Task Keep(OpenLog stream, Checkpoint checkpoint, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Fence(connection, stream, cancellation);
        await using (var batch = new NpgsqlBatch(connection, transaction))
        {
            Add(batch, stream, checkpoint);
            if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    private static async Task Fence(NpgsqlConnection connection, OpenLog stream, CancellationToken cancellation)
    {
        await using var fence = new NpgsqlCommand(FenceSql, connection);
        fence.Parameters.Add(new() { Value = stream.Id });
        fence.Parameters.Add(new() { Value = stream.Epoch });
        await using var reader = await fence.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
        {
            throw new FencedException($"Another writer has opened stream {stream.Id}.");
        }
    }

    private void Add(NpgsqlBatch batch, OpenLog stream, Checkpoint checkpoint)
    {
        var lanes = checkpoint.Lanes;
        if (lanes.Count > 0)
        {
            var keep = Command(batch, KeepLanesSql, stream);
            Add(keep, NpgsqlDbType.Integer, lanes.Select(lane => lane.Lane));
            Add(keep, NpgsqlDbType.Text, lanes.Select(lane => lane.Sums.Of.Key));
            Add(keep, NpgsqlDbType.Bigint, lanes.Select(lane => lane.Position));
            Add(keep, NpgsqlDbType.Bytea, lanes.Select(lane => serializer.SerializeToArray(lane.Sums)));
        }

        AddSubjects(batch, stream, checkpoint.Subjects);
        if (checkpoint.Dropped.Count > 0)
        {
            foreach (var table in new[] { "event_sums", "event_subjects" })
            {
                var drop = Command(batch, $"DELETE FROM {table} WHERE stream = $1 AND lane = ANY($2)", stream);
                Add(drop, NpgsqlDbType.Integer, checkpoint.Dropped);
            }
        }

        if (checkpoint.Erased is { } erased)
        {
            var erase = Command(batch, EraseSql, stream);
            erase.Parameters.Add(new() { Value = (long)((ulong)erased.Place << 32) });
            erase.Parameters.Add(new() { Value = erased.Attribute });
            erase.Parameters.Add(new() { Value = erased.Value });
        }
    }

    // In one order whoever writes them: rows are locked in it.
    private void AddSubjects(NpgsqlBatch batch, OpenLog stream, IEnumerable<KeptSubject> subjects)
    {
        foreach (var some in subjects.OrderBy(one => one.Lane).ThenBy(one => one.Subject, StringComparer.Ordinal)
            .GroupBy(one => one.Measure is null))
        {
            var command = Command(batch, some.Key ? ForgetSubjectsSql : KeepSubjectsSql, stream);
            Add(command, NpgsqlDbType.Integer, some.Select(one => one.Lane));
            Add(command, NpgsqlDbType.Text, some.Select(one => one.Subject));
            if (some.Key) continue;
            Add(command, NpgsqlDbType.Bytea, some.Select(one => serializer.SerializeToArray(one.Measure)));
        }
    }

    private static NpgsqlBatchCommand Command(NpgsqlBatch batch, string sql, OpenLog stream)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new() { Value = stream.Id });
        batch.BatchCommands.Add(command);
        return command;
    }

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, IEnumerable<T> values) =>
        command.Parameters.Add(new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });

    private static void Add<T>(NpgsqlBatchCommand command, NpgsqlDbType type, IEnumerable<T> values) =>
        command.Parameters.Add(new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
}
