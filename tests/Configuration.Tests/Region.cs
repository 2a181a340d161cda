namespace Actors.Configuration.Tests;

/// <summary>One feature's actor, two rulesets, an unreliable world between. State moves only when kept.</summary>
internal sealed class Region(Feature[] features)
{
    private readonly Dictionary<string, RulesetDocument> _rulesets =
        Some.Environments.ToDictionary(name => name, _ => RulesetDocument.Empty);

    /// <summary>Hand-overs and acknowledgements under way: each may arrive late, twice or never.</summary>
    private readonly List<(string Environment, PublishedFeature Feature)> _underWay = [];
    private readonly List<(string Environment, long Revision, long Version)> _acknowledgements = [];
    private FeatureHistory _kept = FeatureHistory.Empty;

    public void Run(int[] steps)
    {
        foreach (var step in steps)
        {
            Step(step % 8, step / 8);
            Check();
        }

        _underWay.Clear();
        _acknowledgements.Clear();
        foreach (var name in Delivery.Waiting(_kept).ToList())
        {
            HandOver(name);
            Arrive(_underWay.Count - 1);
            Acknowledge(_acknowledgements.Count - 1);
        }

        _kept = Delivery.Announced(Delivery.Audited(_kept, _kept.Revision), _kept.Revision);
        Assert.True(_kept.Delivered);
        Assert.All(_rulesets, AssertHoldsTheFeature);
    }

    private void Step(int kind, int choice)
    {
        switch (kind)
        {
            case 0:
            case 1:
                Change(choice, isKept: true);
                break;
            case 2:
                Change(choice, isKept: false);
                break;
            case 3:
                Delivery.Waiting(_kept).ToList().ForEach(HandOver);
                break;
            case 4:
            case 5:
                Arrive(choice);
                break;
            case 6:
                Acknowledge(choice);
                break;
            default:
                _kept = Delivery.Audited(_kept, choice % (_kept.Revision + 1));
                break;
        }
    }

    /// <summary>A crash before the write loses the decision, so nothing of it may have left.</summary>
    private void Change(int choice, bool isKept)
    {
        FeatureChange change = _kept.Feature is null || choice % 3 == 0
            ? new PutFeature(features[choice % features.Length])
            : (choice % 4) switch
            {
                0 => new ArchiveFeature(choice % 8 == 0),
                1 => new CopyRules("staging", "production"),
                2 => new DeleteFeature(),
                _ => new RevertFeature(1, features[0]),
            };
        var next = _kept.After(change);
        _kept = isKept ? next : _kept;
    }

    private void HandOver(string name) => _underWay.Add((name, Publication.Of("feature", _kept, name)));

    private void Arrive(int choice)
    {
        if (_underWay.Count > 0)
        {
            var (name, feature) = _underWay[choice % _underWay.Count];
            _rulesets[name] = Publishing.Accept(_rulesets[name], [feature], Some.Time);
            _acknowledgements.Add((name, feature.Revision, _rulesets[name].Version));
        }
    }

    private void Acknowledge(int choice)
    {
        if (_acknowledgements.Count > 0)
        {
            var (name, revision, version) = _acknowledgements[choice % _acknowledgements.Count];
            _kept = Delivery.Acknowledged(_kept, name, revision, version);
        }
    }

    /// <summary>What counts as acknowledged is there, at every moment.</summary>
    private void Check()
    {
        foreach (var (name, handOver) in _kept.HandOvers)
        {
            if (!handOver.IsWaiting)
            {
                AssertHoldsTheFeature(KeyValuePair.Create(name, _rulesets[name]));
            }
        }
    }

    private void AssertHoldsTheFeature(KeyValuePair<string, RulesetDocument> ruleset)
    {
        var held = ruleset.Value.Features.GetValueOrDefault("feature");
        var expected = Publication.Of("feature", _kept, ruleset.Key);
        Assert.Equal((expected.Enabled, expected.Json), (held?.Enabled ?? false, held?.Json));
    }
}
