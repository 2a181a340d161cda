using System.Collections.Immutable;

namespace Actors.Measurement;

/// <summary>What have all gateways found out about an experiment's exposures in the last day?</summary>
/// <remarks>Old hours are forgotten, so that an alarm ends when its cause has: bounded, whatever clients say.</remarks>
[GenerateSerializer, Immutable, Alias("drift-ledger")]
public sealed record DriftLedger
{
    /// <summary>Kinds of clients that are told apart; further ones are counted together.</summary>
    public const int MaxClients = 50;

    /// <summary>The name of all further ones.</summary>
    public const string Others = "(others)";

    private const int MaxSenders = 1_000;

    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    /// <summary>How long a report is counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public static DriftLedger Empty { get; } = new();

    /// <summary>From the oldest.</summary>
    [Id(0)] public ImmutableArray<DriftHour> Hours { get; init; } = [];

    /// <summary>Which report of each gateway was the last, from the one heard least lately.</summary>
    [Id(1)] public ImmutableArray<DriftSender> Senders { get; init; } = [];

    /// <summary>The ledger with a report; the same one when it has the report already.</summary>
    public DriftLedger With(DriftReport report, DateTimeOffset now)
    {
        var known = Senders.FirstOrDefault(sender => sender.Sender == report.Sender);
        if (known is not null && known.Number >= report.Number) return this;

        var kept = At(now);
        var from = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % _hour.Ticks), TimeSpan.Zero);
        var isNew = kept.Hours.IsEmpty || kept.Hours[^1].From < from;
        var hour = isNew ? new DriftHour(from, [], []) : kept.Hours[^1];
        hour = hour with
        {
            Clients = Sum(hour.Clients.AddRange(report.Clients)),
            Unchecked = Sum(hour.Unchecked.AddRange(report.Unchecked)),
        };
        return new()
        {
            Hours = isNew ? kept.Hours.Add(hour) : kept.Hours.SetItem(kept.Hours.Length - 1, hour),
            Senders =
            [
                .. Senders.Where(sender => sender != known && now - sender.At < _hour).TakeLast(MaxSenders - 1),
                new(report.Sender, report.Number, now),
            ],
        };
    }

    /// <summary>What of it still counts.</summary>
    public DriftLedger At(DateTimeOffset now) => Hours.All(hour => IsCounted(hour, now))
        ? this
        : this with { Hours = Hours.RemoveAll(hour => !IsCounted(hour, now)) };

    /// <summary>By kind of client, by name.</summary>
    public ImmutableArray<DriftTally> Clients() => Sum(Hours.SelectMany(hour => hour.Clients));

    /// <summary>By reason, by name.</summary>
    public ImmutableArray<UncheckedTally> Unchecked() => Sum(Hours.SelectMany(hour => hour.Unchecked));

    private static bool IsCounted(DriftHour hour, DateTimeOffset now) => now - hour.From < Window + _hour;

    private static ImmutableArray<DriftTally> Sum(IEnumerable<DriftTally> tallies)
    {
        var sums = new Dictionary<(string Sdk, string Version), DriftTally>();
        foreach (var one in tallies)
        {
            var isKnown = sums.ContainsKey((one.Sdk, one.Version)) || sums.Count < MaxClients;
            var (sdk, version) = isKnown ? (one.Sdk, one.Version) : (Others, "");
            var before = sums.GetValueOrDefault((sdk, version));
            sums[(sdk, version)] = new(
                sdk, version, before.Checked + one.Checked, before.Disagreeing + one.Disagreeing);
        }

        return
        [
            .. sums.Values.OrderBy(one => one.Sdk, StringComparer.Ordinal)
                .ThenBy(one => one.Version, StringComparer.Ordinal),
        ];
    }

    private static ImmutableArray<UncheckedTally> Sum(IEnumerable<UncheckedTally> tallies) =>
    [
        .. tallies.GroupBy(one => one.Reason)
            .Select(same => new UncheckedTally(same.Key, same.Sum(one => one.Count)))
            .OrderBy(one => one.Reason, StringComparer.Ordinal),
    ];
}

/// <summary>What was found out in one hour, which begins at <paramref name="From"/>, UTC?</summary>
[GenerateSerializer, Immutable, Alias("drift-hour")]
public sealed record DriftHour(
    [property: Id(0)] DateTimeOffset From,
    [property: Id(1)] ImmutableArray<DriftTally> Clients,
    [property: Id(2)] ImmutableArray<UncheckedTally> Unchecked);

/// <summary>Which report of a gateway was the last, and when did it come?</summary>
[GenerateSerializer, Immutable, Alias("drift-sender")]
public sealed record DriftSender(
    [property: Id(0)] string Sender, [property: Id(1)] long Number, [property: Id(2)] DateTimeOffset At);
