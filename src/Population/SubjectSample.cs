using System.Collections.Immutable;

namespace Actors.Population;

/// <summary>Which subjects stand for all that were seen? Those with the smallest hashes. Immutable.</summary>
/// <remarks>
/// A bottom-k sample: uniform over the distinct subjects, however often each of them asks; the same in whatever order
/// and how often sightings come; and samples of several gateways or periods merge without loss (Cohen and Kaplan 2007,
/// "Summarizing data using bottom-k sketches").
/// </remarks>
[GenerateSerializer, Immutable, Alias("subject-sample")]
public sealed record SubjectSample
{
    public const int MaxSubjects = 2_000;

    /// <summary>UTF-16 code units of all contexts together; beyond, it holds fewer subjects.</summary>
    public const int MaxCharacters = 2_000_000;

    public static SubjectSample Empty { get; } = new();

    /// <summary>By hash.</summary>
    [Id(0)]
    public ImmutableSortedDictionary<ulong, Sighting> Subjects { get; init; } =
        ImmutableSortedDictionary<ulong, Sighting>.Empty;

    /// <summary>It holds everybody who was seen and whose hash is below this.</summary>
    [Id(1)] public ulong Below { get; init; } = ulong.MaxValue;

    [Id(2)] public int Characters { get; init; }

    /// <summary>
    /// How many distinct subjects were seen: exact while all of them are held, then k / (the next smallest hash as a
    /// share of all), whose relative standard error is about 1/√k.
    /// </summary>
    public double Population =>
        Below == ulong.MaxValue ? Subjects.Count : Subjects.Count / (Below / (double)ulong.MaxValue);

    /// <summary>With one more sighting, if it belongs to the sample; of one subject the latest counts.</summary>
    public SubjectSample With(Sighting sighting)
    {
        var known = Subjects.GetValueOrDefault(sighting.Hash);
        return sighting.Hash >= Below || known?.At >= sighting.At
            ? this
            : (this with
            {
                Subjects = Subjects.SetItem(sighting.Hash, sighting),
                Characters = Characters - (known?.Context.Length ?? 0) + sighting.Context.Length,
            }).Trimmed();
    }

    /// <summary>The sample of whoever was seen by one of the two.</summary>
    public SubjectSample Merged(SubjectSample other)
    {
        var below = Math.Min(Below, other.Below);
        var all = Subjects.ToBuilder();
        foreach (var (hash, sighting) in other.Subjects)
        {
            if (!all.TryGetValue(hash, out var known) || known.At < sighting.At)
            {
                all[hash] = sighting;
            }
        }

        return new SubjectSample
        {
            Subjects = all.ToImmutable(),
            Below = Below,
            Characters = all.Values.Sum(one => one.Context.Length),
        }.Cut(below).Trimmed();
    }

    /// <summary>Without those to whom it applies.</summary>
    public SubjectSample Without(Func<Sighting, bool> applies)
    {
        var gone = Subjects.Values.Where(applies).ToList();
        return gone.Count == 0
            ? this
            : this with
            {
                Subjects = Subjects.RemoveRange(gone.Select(one => one.Hash)),
                Characters = Characters - gone.Sum(one => one.Context.Length),
            };
    }

    private SubjectSample Cut(ulong below) =>
        below >= Below ? this : Without(one => one.Hash >= below) with { Below = below };

    private SubjectSample Trimmed()
    {
        if (Subjects.Count <= MaxSubjects && Characters <= MaxCharacters)
        {
            return this;
        }

        var (subjects, characters) = (0, 0);
        foreach (var (hash, sighting) in Subjects)
        {
            characters += sighting.Context.Length;
            if (++subjects > MaxSubjects || characters > MaxCharacters && subjects > 1)
            {
                return Cut(hash);
            }
        }

        return this;
    }
}
