using Actors.Measurement;
using Npgsql;

namespace Actors.Resilience.Tests;

/// <summary>The whole event log, read by nothing but SQL.</summary>
internal sealed class LoggedEvents
{
    private LoggedEvents(List<(int Stream, long Sequence, MeasuredEvent Event)> rows) => Rows = rows;

    public IReadOnlyList<(int Stream, long Sequence, MeasuredEvent Event)> Rows { get; }

    public IEnumerable<MeasuredEvent> Events => Rows.Select(row => row.Event);

    public static async Task<LoggedEvents> Read(string connectionString, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(
            """
            SELECT stream, sequence, event_id, kind, key, attribute, subject, at, value, count, variation
            FROM event_log ORDER BY stream, sequence
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<(int, long, MeasuredEvent)>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add((reader.GetInt32(0), reader.GetInt64(1), new()
            {
                Id = reader.GetString(2),
                Kind = (EventKind)reader.GetInt16(3),
                Key = reader.GetString(4),
                Subject = new(reader.GetString(5), reader.GetString(6)),
                At = reader.GetFieldValue<DateTimeOffset>(7),
                Value = reader.GetInt64(8),
                Count = reader.GetInt64(9),
                Exposure = reader.IsDBNull(10) ? null : new(reader.GetString(10), null, null, null, null, []),
            }));
        }

        return new LoggedEvents(rows);
    }
}
