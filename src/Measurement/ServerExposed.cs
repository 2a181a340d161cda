using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Actors.Measurement;

/// <summary>Which event is it when a server records that a subject was given a variation?</summary>
public static class ServerExposed
{
    /// <summary>What such an exposure says of who tells it.</summary>
    public const string Sdk = "server";

    /// <summary>
    /// The same id and content however often the subject is given the variation, by whatever server: it counts once.
    /// </summary>
    /// <param name="dimensions">By name, ordinal; those too long to be kept are left out.</param>
    /// <returns>Null: a name or the subject is of a form that no event may have.</returns>
    public static MeasuredEvent? Event(
        string experiment,
        string? phase,
        string variation,
        SubjectId subject,
        long rulesetVersion,
        IEnumerable<Dimension> dimensions,
        DateTimeOffset at)
    {
        if (!EventNames.IsName(experiment, EventLimits.MaxName)
            || !EventNames.IsName(variation, EventLimits.MaxName)
            || !EventNames.IsName(phase ?? "1", EventLimits.MaxName)
            || !EventNames.IsName(subject.Attribute, EventLimits.MaxName)
            || !EventNames.IsName(subject.Value, EventLimits.MaxSubject))
            return null;
        var id = IdOf(experiment, phase, variation);
        return new()
        {
            Id = id,
            Kind = EventKind.Exposure,
            Key = experiment,
            Subject = subject,
            At = EventTimes.Logged(at),
            Exposure = new(variation, phase, rulesetVersion, Sdk, null, [.. dimensions.Where(IsKept)]),
            Content = (long)EventContent.HashOf(id),
        };
    }

    private static bool IsKept(Dimension one) => EventNames.IsName(one.Value, EventLimits.MaxDimension);

    private static string IdOf(string experiment, string? phase, string variation)
    {
        var id = $"{Sdk}/{experiment}/{phase}/{variation}";
        return id.Length <= EventLimits.MaxName
            ? id
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Sdk}/{XxHash128.HashToUInt128(MemoryMarshal.AsBytes(id.AsSpan())):x32}");
    }
}
