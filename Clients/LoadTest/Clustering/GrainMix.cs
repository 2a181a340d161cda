using Actors.LoadTest.Users;

namespace Actors.LoadTest.Clustering;

/// <summary>Which call is the n-th, and to which of the features? The same for the same seed.</summary>
/// <param name="Features">How many features are spread over.</param>
/// <param name="RulesetShare">The part of the calls that reads rulesets, 0 to 1.</param>
/// <param name="WriteShare">The part of the calls that writes, 0 to 1.</param>
internal sealed record GrainMix(long Seed, int Features, double RulesetShare, double WriteShare)
{
    private const ulong Fine = 1_000_000;

    public (GrainCall Call, int Feature) Of(long number)
    {
        var dice = new SplitMix((ulong)Seed * 0xD1B54A32D192ED03UL ^ (ulong)number);
        var part = dice.Below(Fine) / (double)Fine;
        var feature = (int)dice.Below((ulong)Features);
        if (part < WriteShare)
            return (GrainCall.WriteFeature, feature);
        return part < WriteShare + RulesetShare
            ? (GrainCall.ReadRuleset, feature)
            : (GrainCall.ReadFeature, feature);
    }
}
