using System.Collections.Immutable;
using Actors.Foundation;

namespace Actors.Allocation;

/// <summary>What becomes of what is kept about one subject?</summary>
/// <remarks>When nothing changes, the answer is the same reference.</remarks>
public static class UserDecisions
{
    public const int MaxOverrides = 100;

    /// <summary>Also of exposures. Beyond, the oldest go: their experiments are long over.</summary>
    public const int MaxAssignments = 500;

    public const int MaxTimeline = 100;

    /// <summary>UTF-16 code units of a variation's key, or of a value as JSON.</summary>
    public const int MaxGiven = 16_384;

    /// <summary>UTF-16 code units.</summary>
    public const int MaxReason = 1_000;

    private static readonly TimeSpan _noted = TimeSpan.FromHours(1);

    /// <summary>
    /// Refused with "override-invalid" and every problem. The same again, by the same author, changes nothing.
    /// </summary>
    public static Decision<UserMemory> Put(UserMemory memory, Override wanted, DateTimeOffset now)
    {
        var problems = Problems(wanted, now).ToImmutableArray();
        var target = wanted.Target.ToString();
        var known = memory.Overrides.GetValueOrDefault(target);
        if (problems.IsEmpty && known is null && WithoutExpired(memory, now).Overrides.Count >= MaxOverrides)
        {
            problems = [new("", "too-many-overrides", $"A subject has at most {MaxOverrides} overrides.")];
        }

        if (!problems.IsEmpty)
        {
            return new Refusal("override-invalid", "The override has problems; each is listed.")
            {
                Problems = problems,
            };
        }

        var current = WithoutExpired(memory, now);
        return known is not null && (known with { At = wanted.At }) == wanted
            ? memory
            : Moved(current with { Overrides = current.Overrides.SetItem(target, wanted) }, memory, now);
    }

    /// <summary>Refused with "override-not-found", also when it has expired.</summary>
    public static Decision<UserMemory> Remove(UserMemory memory, OverrideTarget target, DateTimeOffset now) =>
        memory.Overrides.GetValueOrDefault(target.ToString())?.CountsAt(now) == true
            ? Moved(memory with { Overrides = memory.Overrides.Remove(target.ToString()) }, memory, now)
            : new Refusal("override-not-found", $"Nothing overrides {target} for this subject.");

    /// <summary>
    /// Assigns what the subject has not been assigned yet in that phase: the variation of its first exposure if it had
    /// one, else what is proposed; and notes that it was met.
    /// </summary>
    public static UserMemory Assign(
        UserMemory memory, ImmutableArray<Proposal> proposals, long rulesetVersion, DateTimeOffset now)
    {
        var next = memory;
        foreach (var proposal in proposals)
        {
            var key = StickyAssignment.KeyOf(proposal.Experiment, proposal.Phase);
            var given = next.Assignments.GetValueOrDefault(key)?.Variation
                ?? next.Exposures.GetValueOrDefault(key)?.Variation
                ?? MetInUnknownPhase(next, proposal)
                ?? proposal.Variation;
            if (!next.Assignments.ContainsKey(key))
            {
                var assignment = new StickyAssignment(
                    proposal.Experiment, proposal.Phase, given, now, rulesetVersion);
                next = next with { Assignments = Bounded(next.Assignments, key, assignment, one => one.At) };
            }

            next = Met(next, key, proposal with { Variation = given }, rulesetVersion, now);
        }

        return ReferenceEquals(next, memory) ? memory : Moved(next, memory, now);
    }

    /// <summary>Whether a subject has been assigned nothing of these, and what it met is not known either.</summary>
    public static bool HasUnknown(UserMemory memory, ImmutableArray<Proposal> proposals) => proposals.Any(proposal =>
        !memory.Assignments.ContainsKey(StickyAssignment.KeyOf(proposal.Experiment, proposal.Phase)));

    /// <summary>With what else has happened: exposures count as met, and all of it as the timeline.</summary>
    public static UserMemory Learn(UserMemory memory, ImmutableArray<TimelineEntry> entries)
    {
        var exposures = entries.Where(entry => entry.Kind == TimelineKind.Exposure).Aggregate(
            memory.Exposures, (known, entry) => With(known, entry));
        return memory with
        {
            Exposures = exposures,
            Timeline =
            [
                .. memory.Timeline.Concat(entries).Distinct().OrderBy(entry => entry.At).TakeLast(MaxTimeline),
            ],
        };
    }

    /// <summary>What counts now.</summary>
    public static UserMemory WithoutExpired(UserMemory memory, DateTimeOffset now) =>
        memory.Overrides.Values.All(one => one.CountsAt(now))
            ? memory
            : memory with
            {
                Overrides = memory.Overrides.RemoveRange(
                    memory.Overrides.Where(one => !one.Value.CountsAt(now)).Select(one => one.Key)),
            };

    /// <summary>What of this was there, and counted, at an earlier time.</summary>
    public static UserMemory At(UserMemory memory, DateTimeOffset then) =>
        memory with
        {
            Assignments = memory.Assignments.RemoveRange(
                memory.Assignments.Where(one => one.Value.At > then).Select(one => one.Key)),
            Overrides = memory.Overrides.RemoveRange(
                memory.Overrides.Where(one => one.Value.At > then || !one.Value.CountsAt(then)).Select(one => one.Key)),
        };

    /// <summary>Nothing, under a revision that no earlier one reaches.</summary>
    public static UserMemory Erase(UserMemory memory, DateTimeOffset now) => Moved(UserMemory.Empty, memory, now);

    // Time is a part of revisions, so that they go on after a subject was erased and comes back.
    private static UserMemory Moved(UserMemory next, UserMemory before, DateTimeOffset now) =>
        next with { Revision = Math.Max(before.Revision + 1, now.ToUnixTimeMilliseconds()) };

    private static UserMemory Met(
        UserMemory memory, string key, Proposal given, long rulesetVersion, DateTimeOffset now)
    {
        var known = memory.Exposures.GetValueOrDefault(key);
        if (known is not null && known.LastVersion == rulesetVersion && now - known.LastAt < _noted)
        {
            return memory;
        }

        var met = known is null
            ? new KnownExposure(
                given.Experiment, given.Phase, given.Variation, now, rulesetVersion, now, rulesetVersion)
            : known with { LastAt = now, LastVersion = rulesetVersion };
        var entry = new TimelineEntry(
            now, TimelineKind.Exposure, given.Experiment, given.Variation, given.Phase, rulesetVersion);
        return memory with
        {
            Exposures = Bounded(memory.Exposures, key, met, one => one.LastAt),
            Timeline = [.. memory.Timeline.Add(entry).TakeLast(MaxTimeline)],
        };
    }

    // Clients need not say in which phase they met a variation; in the first one there is no doubt.
    private static string? MetInUnknownPhase(UserMemory memory, Proposal proposal) => proposal.Phase > 1
        ? null
        : memory.Exposures.GetValueOrDefault(
            StickyAssignment.KeyOf(proposal.Experiment, TimelineEntry.UnknownPhase))?.Variation;

    private static ImmutableSortedDictionary<string, KnownExposure> With(
        ImmutableSortedDictionary<string, KnownExposure> known, TimelineEntry met)
    {
        var key = StickyAssignment.KeyOf(met.Key, met.Phase);
        var (at, version) = (met.At, met.RulesetVersion);
        if (known.GetValueOrDefault(key) is not { } exposure)
        {
            return Bounded(
                known,
                key,
                new KnownExposure(met.Key, met.Phase, met.Detail, at, version, at, version),
                one => one.LastAt);
        }

        var first = at < exposure.FirstAt
            ? exposure with { Variation = met.Detail, FirstAt = at, FirstVersion = version }
            : exposure;
        return known.SetItem(key, at > first.LastAt ? first with { LastAt = at, LastVersion = version } : first);
    }

    private static ImmutableSortedDictionary<string, T> Bounded<T>(
        ImmutableSortedDictionary<string, T> all, string key, T added, Func<T, DateTimeOffset> at)
    {
        var next = all.SetItem(key, added);
        return next.Count <= MaxAssignments ? next : next.Remove(all.MinBy(one => at(one.Value)).Key);
    }

    private static IEnumerable<Problem> Problems(Override wanted, DateTimeOffset now)
    {
        if (wanted.Target.Key.Length is 0 or > 128 || !Texts.AreWellFormed(wanted.Target.Key))
        {
            yield return new("", "key-invalid", "An experiment or a feature is called by 1 to 128 characters.");
        }

        if (wanted.Given.Length is 0 or > MaxGiven || !Texts.AreWellFormed(wanted.Given))
        {
            yield return new(
                wanted.Target.Kind == OverrideKind.Experiment ? "/variation" : "/value",
                "given-invalid",
                $"What is given has 1 to {MaxGiven:N0} characters, and no U+0000.");
        }

        if (wanted.Reason.Length > MaxReason || !Texts.AreWellFormed(wanted.Reason))
        {
            yield return new("", "comment-invalid", $"A reason has at most {MaxReason:N0} characters, and no U+0000.");
        }

        if (!wanted.CountsAt(now))
        {
            yield return new("/expiresAt", "time-past", "An override ends in the future, or not by itself.");
        }
    }
}
