using System.Collections.Immutable;
using Actors.Allocation;
using Actors.Configuration;
using Actors.Experiments;
using Actors.Gateway.Rulesets;
using Actors.Population;

namespace Actors.Gateway.Population;

/// <summary>What is served in an environment, and who stands for its subjects?</summary>
internal sealed record WhatIfGround(
    EnvironmentId Environment, string Experiment, RulesetDocument Document, PopulationSample Population)
{
    /// <summary>What is served now.</summary>
    private readonly ServedRuleset _present = ServedRuleset.Whole(Environment, Document);

    /// <summary>
    /// Tries what an experiment would be. Of one that is paused, and would be paused, as if it went on: then it says
    /// who moves once it does.
    /// </summary>
    /// <param name="now">What it is.</param>
    public WhatIf Try(ExperimentState now, ExperimentState next)
    {
        var isPaused = (now.Status, next.Status) == (ExperimentStatus.Paused, ExperimentStatus.Paused);
        var (before, after) = isPaused ? (With(Running(now)), With(Running(next))) : (_present, With(next));
        var trial = new Trial(
            before, after, [.. next.Experiment.Features.Select(driven => driven.Feature)], Experiment);
        var fresh = trial.Try(Population.Sample);
        var exposed = now.Run is { } run
            ? trial.Try(Population.Sample, StickyAssignment.KeyOf(Experiment, run.Phase))
            : fresh;
        return new WhatIf(this, next, fresh, exposed, trial.NotKept(Population.Sample));
    }

    // As the ruleset's actor takes it over.
    private ServedRuleset With(ExperimentState state)
    {
        var isHere = state.Experiment.Environments.Contains(Environment.Environment);
        var rules = new ExperimentRules(
            Experiment,
            (Document.Experiments.GetValueOrDefault(Experiment)?.Revision ?? 0) + 1,
            isHere ? RuleWriter.Of(Experiment, state) : []);
        var (next, changed) = Publishing.AcceptExperiment(Document, rules, Document.PublishedAt);
        return _present.With(next, [.. changed.Select(key => next.Features[key])], []);
    }

    private static ExperimentState Running(ExperimentState state) =>
        state with { Status = ExperimentStatus.Running };
}

/// <summary>What came of a trial?</summary>
internal sealed class WhatIf(
    WhatIfGround ground,
    ExperimentState next,
    ImmutableArray<Tried> fresh,
    ImmutableArray<Tried> exposed,
    ImmutableArray<KeyValuePair<string, int>> notKept)
{
    public WhatIfGround Ground => ground;

    public ExperimentState Next => next;

    public ImmutableArray<Tried> Subjects => fresh;

    /// <summary>If nothing is remembered of anybody.</summary>
    public Shift Fresh { get; } = Shift.Of([.. fresh.Select(one => one.Placement)]);

    /// <summary>If all who take part were exposed.</summary>
    public Shift Exposed { get; } = Shift.Of([.. exposed.Select(one => one.Placement)]);

    public ImmutableArray<KeyValuePair<string, int>> NotKept => notKept;

    /// <summary>How many subjects one of the sample stands for; 0: there is none.</summary>
    public double Scale => WhatIfBodies.Scale(ground.Population);
}
