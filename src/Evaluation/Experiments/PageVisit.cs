using System.Collections.Immutable;

namespace Actors.Evaluation;

/// <summary>Where is the visitor of a page sent, and which experiments of pages is that visitor part of?</summary>
/// <param name="RedirectUrl">Null when the visitor stays.</param>
/// <param name="Exposures">The experiments to be tracked, in order; none behind the one that redirects.</param>
public sealed record PageVisit(string? RedirectUrl, ImmutableArray<ExperimentResult> Exposures)
{
    internal static PageVisit Of(Ruleset ruleset, Subject subject, CallerInputs inputs)
    {
        var exposures = ImmutableArray.CreateBuilder<ExperimentResult>();
        var walk = new Walk<ExposureTrace>(ruleset, subject, inputs, new ExposureTrace(subject.Exposures));
        foreach (var experiment in ruleset.Experiments)
        {
            var change = experiment.Experiment.Page!;
            if (change.IsManual || !(change.IsVisual || (change.IsRedirect && AreAddresses(change, inputs.Url))))
                continue;
            walk.Begin();
            subject.Exposures.Clear();
            var assignment = ExperimentRun.Of(ref walk, experiment.Experiment);
            foreach (ref readonly var exposure in subject.Exposures.Assignments)
                exposures.Add(new ExperimentResult(exposure, subject));
            if (assignment.IsIn && change.IsRedirect)
                return new PageVisit(RedirectOf(assignment, inputs.Url), exposures.ToImmutable());
        }
        return new PageVisit(null, exposures.ToImmutable());
    }

    private static bool AreAddresses(PageChange change, string url) =>
        WebAddress.TryParse(url, null, out _)
        && change.Redirects.All(redirect => redirect is null || WebAddress.TryParse(redirect, null, out _));

    /// <summary>Null for a variation that sends nobody, and for one that would send its visitors in a circle.</summary>
    private static string? RedirectOf(in Assignment assignment, string url)
    {
        var change = assignment.Experiment.Page!;
        if (change.Redirects[assignment.VariationIndex] is not { } redirect)
            return null;
        var target = change.PersistsQuery ? Redirection.KeepQuery(url, redirect) : redirect;
        return assignment.Experiment.UrlTargets!.Match(UrlTargets.Parse(target)) ? null : target;
    }
}
