using CsCheck;

namespace Actors.Statistics.Tests;

public sealed class GuardrailTests
{
    private static readonly GuardrailPolicy _policy = new();

    [Fact]
    public void Without_evidence_of_harm_it_goes_on()
    {
        var verdict = Guardrail.Decide(Conversions(1000, 100, 1000, 97), _policy);

        Assert.Equal(GuardrailAction.Hold, verdict.Action);
        Assert.Equal(
            "No harm to checkout in treatment is shown (0.097 against 0.1, p 0.5, 2,000 subjects).", verdict.Reason);
    }

    [Fact]
    public void Harm_that_is_shown_pauses_and_says_how_much()
    {
        var verdict = Guardrail.Decide(Conversions(20_000, 2_000, 20_000, 1_795), _policy);

        Assert.Equal(GuardrailAction.Pause, verdict.Action);
        Assert.Matches(
            @"^treatment harms checkout: at least \d\.\d+ % worse "
            + @"\(0\.0898 against 0\.1, p 0\.00\d+, 40,000 subjects\)\.$",
            verdict.Reason);
    }

    [Fact]
    public void Harm_beyond_doubt_is_rolled_back()
    {
        var verdict = Guardrail.Decide(
            Conversions(50_000, 5_000, 50_000, 4_580), _policy with { ToleratedHarm = 0.5 });

        Assert.Equal(GuardrailAction.RollBack, verdict.Action);
        Assert.Contains("beyond doubt", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void More_harm_than_is_tolerated_is_rolled_back_before_it_is_beyond_doubt()
    {
        var reading = Conversions(20_000, 2_000, 20_000, 1_795);

        Assert.Equal(GuardrailAction.Pause, Guardrail.Decide(reading, _policy).Action);
        var verdict = Guardrail.Decide(reading, _policy with { ToleratedHarm = 0.001 });

        Assert.Equal(GuardrailAction.RollBack, verdict.Action);
        Assert.Contains("more than is tolerated", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_that_drops_to_nothing_is_rolled_back() => Assert.Equal(
        GuardrailAction.RollBack, Guardrail.Decide(Conversions(3_000, 300, 3_000, 0), _policy).Action);

    /// <summary>A control without any error has no relative effect, and no share of it can be tolerated.</summary>
    [Fact]
    public void Errors_that_the_control_does_not_have_are_rolled_back()
    {
        var verdict = Guardrail.Decide(Conversions(2_000, 0, 2_000, 150) with { LowerIsBetter = true }, _policy);

        Assert.Equal(GuardrailAction.RollBack, verdict.Action);
        Assert.StartsWith("treatment harms checkout", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_improvement_is_no_harm_whichever_way_is_better()
    {
        var more = Conversions(10_000, 500, 10_000, 900);

        Assert.Equal(GuardrailAction.Hold, Guardrail.Decide(more, _policy).Action);
        Assert.NotEqual(GuardrailAction.Hold, Guardrail.Decide(more with { LowerIsBetter = true }, _policy).Action);
    }

    [Fact]
    public void What_can_not_be_compared_yet_is_said_and_goes_on()
    {
        var verdict = Guardrail.Decide(Conversions(1, 1, 0, 0), _policy);

        Assert.Equal((GuardrailAction.Hold, false), (verdict.Action, verdict.Powered));
        Assert.Equal("Nothing can be said of checkout in treatment yet: too few subjects.", verdict.Reason);
    }

    [Fact]
    public void A_guardrail_has_power_once_the_tolerated_harm_would_have_been_found()
    {
        Assert.False(Guardrail.Decide(Conversions(1_000, 300, 1_000, 300), _policy).Powered);
        Assert.True(Guardrail.Decide(Conversions(200_000, 60_000, 200_000, 60_000), _policy).Powered);
    }

    [Fact]
    public void The_gravest_of_several_comes_first_and_they_share_the_risk_of_a_false_alarm()
    {
        var harmed = Conversions(20_000, 2_000, 20_000, 1_810);
        var verdicts = Guardrail.DecideAll([Conversions(1000, 100, 1000, 101), harmed], _policy);

        Assert.Equal([GuardrailAction.Pause, GuardrailAction.Hold], verdicts.Select(verdict => verdict.Action));
        var crowd = Enumerable.Repeat(harmed, 5_000).ToArray();
        Assert.All(Guardrail.DecideAll(crowd, _policy), verdict => Assert.Equal(GuardrailAction.Hold, verdict.Action));
    }

    [Fact]
    public void A_relative_effect_is_no_reading() => Assert.Throws<ArgumentException>(() => Guardrail.Decide(
        new("m", "t", Effect.Between(Sample.OfProportion(10, 5), Sample.OfProportion(10, 5))), _policy));

    [Fact]
    public void More_harm_never_leads_to_less_action() =>
        Gen.Select(Gen.Int[100, 50_000], Gen.Int[0, 100], Gen.Int[0, 100]).Sample((subjects, one, other) =>
        {
            GuardrailAction Of(int share) => Guardrail.Decide(
                Conversions(subjects, subjects / 2, subjects, (long)subjects * share / 200), _policy).Action;
            Assert.True(Of(Math.Min(one, other)) >= Of(Math.Max(one, other)));
        });

    /// <summary>Looked at 100 times each: no more than the promised share of harmless ones is ever paused.</summary>
    [Fact]
    public void Harmless_experiments_are_hardly_ever_stopped_and_harmful_ones_nearly_always()
    {
        var draw = new Simulation(21);
        bool Stops(double rate) => Enumerable.Range(0, 100).Aggregate(
            (Control: default(Moments), Treatment: default(Moments), Stopped: false),
            (known, _) =>
            {
                var control = known.Control + Simulation.Draw(50, () => (draw.Chance(0.3) ? 1 : 0, 0));
                var treatment = known.Treatment + Simulation.Draw(50, () => (draw.Chance(rate) ? 1 : 0, 0));
                var reading = Conversions(
                    control.Count, (long)control.SumX, treatment.Count, (long)treatment.SumX);
                var stops = Guardrail.Decide(reading, _policy).Action is not GuardrailAction.Hold;
                return (control, treatment, known.Stopped || stops);
            }).Stopped;

        Assert.InRange(Simulation.Share(300, () => Stops(0.3)), 0, _policy.PauseAlpha);
        Assert.InRange(Simulation.Share(100, () => Stops(0.25)), 0.95, 1);
    }

    private static GuardrailReading Conversions(long control, long converted, long treatment, long convertedThere) =>
        new("checkout", "treatment", Effect.Between(
            Sample.OfProportion(control, converted),
            Sample.OfProportion(treatment, convertedThere),
            DifferenceKind.Absolute));
}
