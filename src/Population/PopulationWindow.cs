namespace Actors.Population;

/// <summary>Whom did an environment's gateways see lately: in this period and the one before? Immutable.</summary>
public sealed record PopulationWindow
{
    /// <summary>Long enough for two to hold every hour of a day.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromHours(12);

    /// <param name="since">When the counting began: nothing is known of before.</param>
    public PopulationWindow(DateTimeOffset since) => (Since, Number) = (since, NumberOf(since));

    public DateTimeOffset Since { get; }

    /// <summary>Of the present period; all gateways count alike.</summary>
    public long Number { get; private init; }

    public SubjectSample Present { get; private init; } = SubjectSample.Empty;

    public SubjectSample Past { get; private init; } = SubjectSample.Empty;

    /// <summary>Those with smaller hashes are still wanted in the present period.</summary>
    public ulong Wanted => Present.Below;

    public static long NumberOf(DateTimeOffset at) => at.UtcTicks / Period.Ticks;

    /// <summary>The window as it is at a later time.</summary>
    public PopulationWindow At(DateTimeOffset now) => (NumberOf(now) - Number) switch
    {
        <= 0 => this,
        1 => this with { Number = Number + 1, Past = Present, Present = SubjectSample.Empty },
        var ahead => this with { Number = Number + ahead, Past = SubjectSample.Empty, Present = SubjectSample.Empty },
    };

    /// <summary>With a sighting of the present period or the one before; others are not of its time.</summary>
    public PopulationWindow With(Sighting sighting) => (Number - NumberOf(sighting.At)) switch
    {
        0 => this with { Present = Present.With(sighting) },
        1 => this with { Past = Past.With(sighting) },
        _ => this,
    };

    /// <summary>Without those to whom it applies.</summary>
    public PopulationWindow Without(Func<Sighting, bool> applies) =>
        this with { Present = Present.Without(applies), Past = Past.Without(applies) };

    /// <summary>Everybody who was seen in the window.</summary>
    /// <param name="now">In the present period.</param>
    public PopulationSample Whole(DateTimeOffset now)
    {
        var begin = new DateTimeOffset((Number - 1) * Period.Ticks, TimeSpan.Zero);
        return new(Past.Merged(Present), Since > begin ? Since : begin, now);
    }
}

/// <summary>Who stands for the subjects that were seen from one time to another?</summary>
[GenerateSerializer, Immutable, Alias("population-sample")]
public sealed record PopulationSample(
    [property: Id(0)] SubjectSample Sample,
    [property: Id(1)] DateTimeOffset From,
    [property: Id(2)] DateTimeOffset To);
