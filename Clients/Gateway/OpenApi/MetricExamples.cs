namespace Actors.Gateway.OpenApi;

/// <summary>How do the bodies about metrics look?</summary>
internal static class MetricExamples
{
    private const string Content = """
        "key":"revenue","name":"Revenue","description":"Of the first week, in CHF","owner":"team-checkout",
        "kind":"sum","event":"purchase","windowSeconds":604800,"lookbackSeconds":1209600,"capPercentile":0.99
        """;

    public const string Body = $$"""
        { {{Content}} }
        """;

    public const string Answer = $$"""
        {
          {{Content}},"delaySeconds":0,"capIgnoresZeros":false,"lowerIsBetter":false,
          "revision":3,"createdAt":"2026-01-15T09:00:00+00:00","changedAt":"2026-02-01T10:30:00+00:00",
          "changedBy":"release-bot"
        }
        """;

    public const string List = $$"""
        {"metrics":[{{Answer}}]}
        """;
}
