using Microsoft.Extensions.DependencyInjection;

namespace Actors.Storage.Tests;

public sealed class ReminderTests(TwoClusters clusters)
{
    private static readonly DateTime _start = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly IReminderTable _table = clusters.One.GetRequiredService<IReminderTable>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reminder_comes_back_as_it_was_written()
    {
        var reminder = Reminder(FreshId(), "wake");
        await _table.UpsertRow(reminder, Cancellation);

        var read = await _table.ReadRow(reminder.GrainId, "wake", Cancellation);

        Assert.NotNull(read);
        Assert.Equal(reminder.GrainId, read.GrainId);
        Assert.Equal(_start, read.StartAt);
        Assert.Equal(TimeSpan.FromMinutes(1), read.Period);
    }

    [Fact]
    public async Task A_rewritten_reminder_has_a_new_version_and_only_that_one_removes_it()
    {
        var id = FreshId();
        var first = await _table.UpsertRow(Reminder(id, "wake"), Cancellation);
        var second = await _table.UpsertRow(Reminder(id, "wake"), Cancellation);
        Assert.NotEqual(first, second);

        Assert.False(await _table.RemoveRow(id, "wake", first!, Cancellation));
        Assert.Single((await _table.ReadRows(id, Cancellation)).Reminders);
        Assert.True(await _table.RemoveRow(id, "wake", second!, Cancellation));
        Assert.Empty((await _table.ReadRows(id, Cancellation)).Reminders);
    }

    [Fact]
    public async Task Every_reminder_is_in_exactly_one_of_the_ranges_that_silos_divide_the_ring_into()
    {
        var mine = Enumerable.Range(0, 200).Select(_ => FreshId()).ToHashSet();
        foreach (var id in mine)
        {
            await _table.UpsertRow(Reminder(id, "wake"), Cancellation);
        }

        // Ranges are (begin, end], unsigned; the last one wraps around. The first border pair crosses the sign bit.
        uint[] borders = [0x1000_0000, 0x7FFF_FFFF, 0x8000_0000, 0xE000_0000];
        var found = new List<GrainId>();
        for (var index = 0; index < borders.Length; index++)
        {
            var (begin, end) = (borders[index], borders[(index + 1) % borders.Length]);
            var range = (await _table.ReadRows(begin, end, Cancellation)).Reminders
                .Select(reminder => reminder.GrainId).Where(mine.Contains).ToArray();
            Assert.All(range, id => Assert.True(IsIn(id.GetUniformHashCode(), begin, end), $"{id} in {begin}..{end}"));
            found.AddRange(range);
        }

        Assert.Equal(mine.Count, found.Count);
        Assert.Equal(mine, found.ToHashSet());
    }

    [Fact]
    public async Task The_whole_ring_holds_every_reminder()
    {
        var id = FreshId();
        await _table.UpsertRow(Reminder(id, "wake"), Cancellation);
        var all = (await _table.ReadRows(0u, 0u, Cancellation)).Reminders;
        Assert.Contains(all, reminder => reminder.GrainId == id);
    }

    private static bool IsIn(uint hash, uint begin, uint end) =>
        begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;

    private static GrainId FreshId() => GrainId.Create("owner", $"test:{Guid.NewGuid():N}");

    private static ReminderEntry Reminder(GrainId id, string name) =>
        new() { GrainId = id, ReminderName = name, StartAt = _start, Period = TimeSpan.FromMinutes(1) };
}
