using Actors.Contracts.Measurement;
using Actors.Experiments;
using Actors.Statistics;

namespace Actors.Implementation.Measurement;

/// <summary>What is an experiment told of its guardrails?</summary>
internal static class Evidence
{
    /// <summary>
    /// The gravest first: harm beyond doubt, or more than is tolerated, ends it; harm that is shown holds its ramp; a
    /// step of the ramp that waits for power hears when every guardrail has it. The same finding of a phase always has
    /// the same id, so whoever lets the experiment go on against it is not stopped for it again.
    /// </summary>
    /// <returns>Null where there is nothing to tell.</returns>
    public static GuardrailEvidence? Of(ExperimentState state, ExperimentResults results)
    {
        var (guardrails, phase) = (results.Report.Guardrails, state.Run?.Phase ?? 0);
        if (guardrails is not [var gravest, ..]) return null;
        if (gravest.Action is not GuardrailAction.Hold)
        {
            var isEnd = gravest.Action is GuardrailAction.RollBack;
            return new GuardrailEvidence(
                $"{gravest.Action}-{phase}-{results.Environment}-{gravest.Metric}-{gravest.Variation}",
                phase,
                isEnd ? GuardrailVerdict.RollBack : GuardrailVerdict.Hold,
                $"In {results.Environment}: {gravest.Reason}");
        }

        return state.Ramp is { Powered: false } ramp && guardrails.All(guardrail => guardrail.Powered)
            ? new GuardrailEvidence(
                $"Powered-{phase}-{results.Environment}-{ramp.Step}",
                phase,
                GuardrailVerdict.Powered,
                $"In {results.Environment} every guardrail would have shown harm by now.")
            : null;
    }
}
