using System.Collections.Immutable;

namespace Actors.Evaluation;

/// <summary>What has been seen so far of an evaluation that is to be explained?</summary>
internal sealed class ExplanationBuilder(Subject subject)
{
    private readonly Stack<Frame> _frames = new();

    /// <summary>Of the feature that was left last: at the end, the one that was asked for.</summary>
    public Explanation? Last { get; private set; }

    public void Enter(string key)
    {
        Last = null;
        _frames.Push(new Frame(key));
    }

    public void Leave(Outcome outcome)
    {
        var frame = _frames.Pop();
        frame.EndRule(decided: outcome.RuleIndex >= 0 || outcome.Source == Source.Prerequisite);
        Last = new Explanation(frame.Key, outcome, frame.Rules.ToImmutable());
    }

    public void Try(CompiledRule rule) => _frames.Peek().StartRule(rule);

    public void Saw(Check check, bool passed, object? what, double bucket)
    {
        var seen = CheckExplainer.Explain(check, passed, what, bucket, subject);
        if (check == Check.Prerequisite)
            seen = seen with { Prerequisite = Last };
        Last = null;
        _frames.Peek().Checks.Add(seen);
    }

    private sealed class Frame(string key)
    {
        private CompiledRule? _rule;

        public string Key => key;

        public ImmutableArray<RuleExplanation>.Builder Rules { get; } = ImmutableArray.CreateBuilder<RuleExplanation>();

        public List<CheckExplanation> Checks { get; } = [];

        public void StartRule(CompiledRule rule)
        {
            EndRule(decided: false);
            _rule = rule;
        }

        public void EndRule(bool decided)
        {
            if (_rule is not null)
                Rules.Add(new RuleExplanation(_rule.Index, _rule.Id, decided, [.. Checks]));
            Checks.Clear();
            _rule = null;
        }
    }
}
