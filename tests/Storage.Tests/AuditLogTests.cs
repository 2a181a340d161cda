using Actors.Contracts.Auditing;
using Actors.Implementation.Auditing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Storage.Tests;

public sealed class AuditLogTests(TwoClusters clusters)
{
    private static readonly DateTimeOffset _noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly IAuditLog _one = clusters.One.GetRequiredService<IAuditLog>();
    private readonly IAuditLog _other = clusters.Other.GetRequiredService<IAuditLog>();
    private readonly string _project = $"p{Guid.NewGuid():N}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_comes_back_as_it_was_written()
    {
        var entry = Entry("feature/a", 1) with
        {
            Document = """{"b":1.0,"a":"\u0000"}""",
            Change = """[ {"path":"/b"} ]""",
        };
        await _one.Append([entry], Cancellation);
        Assert.Equal(entry, Assert.Single(await All()));
    }

    [Fact]
    public async Task A_repeated_entry_counts_once_whenever_and_however_it_comes()
    {
        AuditEntry[] entries = [Entry("feature/a", 1), Entry("feature/a", 2), Entry("feature/b", 1)];
        await _one.Append([.. entries, .. entries], Cancellation);
        await _other.Append([.. entries.Reverse(), Entry("feature/b", 2)], Cancellation);
        await _other.Append([entries[0] with { At = _noon.AddMonths(1), Author = "somebody else" }], Cancellation);

        var all = await All();
        Assert.Equal(4, all.Length);
        Assert.All(all, entry => Assert.Equal("ada", entry.Author));
    }

    [Fact]
    public async Task Writers_of_the_same_entries_at_once_write_each_once()
    {
        AuditEntry[] entries = [.. Enumerable.Range(1, 100).Select(number => Entry("feature/a", number))];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            (number % 2 == 0 ? _one : _other).Append(number < 4 ? entries : [.. entries.Reverse()], Cancellation)));
        Assert.Equal(100, (await All()).Length);
    }

    [Fact]
    public async Task A_project_is_read_newest_first_and_page_by_page()
    {
        await _one.Append([.. Enumerable.Range(1, 25).Select(number => Entry("feature/a", number))], Cancellation);
        var seen = (await Pages(10)).Select(entry => entry.Revision);
        Assert.Equal(Enumerable.Range(1, 25).Reverse().Select(number => (long)number), seen);
    }

    [Fact]
    public async Task Entries_of_one_instant_are_each_on_one_page()
    {
        AuditEntry[] entries =
        [
            .. Enumerable.Range(1, 25).Select(number => Entry($"feature/f-{number}", 1)),
            .. Enumerable.Range(2, 5).Select(number => Entry("feature/f-7", number) with { At = _noon.AddMinutes(1) }),
        ];
        await _one.Append(entries, Cancellation);
        var seen = await Pages(4);
        Assert.Equal(entries.Length, seen.Count);
        Assert.Equal(entries.ToHashSet(), seen.ToHashSet());
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-23T12:00:00Z")]
    [InlineData("AAAA")]
    [InlineData("_____w")]
    public void A_text_that_is_no_cursor_is_told(string text) => Assert.False(AuditCursor.TryParse(text, out _));

    [Fact]
    public async Task A_subject_is_read_apart_from_others_and_below_a_revision()
    {
        await _one.Append(
            [Entry("feature/a", 1), Entry("feature/a", 2), Entry("feature/a", 3), Entry("feature/b", 9)], Cancellation);

        var below = await _one.Revisions(_project, "feature/a", before: 3, limit: 10, Cancellation);
        var ofSubject = await _one.Read(_project, new AuditQuery("feature/b", null, 10), Cancellation);

        Assert.Equal([2, 1], below.Select(entry => entry.Revision));
        Assert.Equal(9, Assert.Single(ofSubject).Revision);
    }

    [Fact]
    public async Task Characters_that_the_database_refuses_are_replaced_and_the_entry_is_kept()
    {
        await _one.Append([Entry("feature/a", 1) with { Comment = "a\0b\uD800c\U0001F600" }], Cancellation);
        Assert.Equal("a\uFFFDb\uFFFDc\U0001F600", Assert.Single(await All()).Comment);
    }

    [Fact]
    public async Task A_time_that_no_month_covers_is_kept_too()
    {
        await _one.Append([Entry("feature/a", 1) with { At = DateTimeOffset.UnixEpoch }], Cancellation);
        Assert.Equal(DateTimeOffset.UnixEpoch, Assert.Single(await All()).At);
    }

    private async Task<List<AuditEntry>> Pages(int size)
    {
        var seen = new List<AuditEntry>();
        for (AuditCursor? before = null; ;)
        {
            var page = await _other.Read(_project, new AuditQuery(null, before, size), Cancellation);
            if (page.IsEmpty)
            {
                return seen;
            }

            // As a client gives it back: as text.
            seen.AddRange(page);
            Assert.True(AuditCursor.TryParse(AuditCursor.Of(page[^1]).ToString(), out var last));
            before = last;
        }
    }

    private async Task<AuditEntry[]> All() =>
        [.. await _other.Read(_project, new AuditQuery(null, null, 1000), Cancellation)];

    private AuditEntry Entry(string subject, long revision) => new(
        _project, subject, revision, _noon.AddMinutes(revision), "ada", $"op-{revision}", "because", "changed", "[]",
        "{}");
}
