namespace Actors.Gateway.OpenApi;

/// <summary>How do the bodies about single subjects look?</summary>
internal static class UserExamples
{
    public const string Variation = """
        {"variation":"express","expiresAt":"2026-03-01T00:00:00+00:00"}
        """;

    public const string Value = """
        {"value":"red","expiresAt":null}
        """;

    public const string Erasure = """
        {"assignments":2,"overrides":1,"exposures":2,"timelineEntries":7,"events":41,"isGone":true}
        """;

    public const string Explanation = """
        {
          "feature":"checkout-flow","value":"express","reason":"SPLIT","experiment":"checkout","variation":"express",
          "rules":[
            {"index":0,"id":"vip","decided":false,"checks":[
              {"check":"condition","passed":false,"detail":"The condition does not hold.","bucket":null,
               "hashAttribute":null}]},
            {"index":1,"id":"experiment/checkout","decided":true,"checks":[
              {"check":"ranges","passed":true,"detail":"The bucket is in the range of a variation.",
               "bucket":0.7312,"hashAttribute":"id"}]}
          ]
        }
        """;

    public const string Replay = $$"""
        {
          "attribute":"id","value":"ada","at":"2026-02-02T00:00:00+00:00","version":42,
          "publishedAt":"2026-02-01T10:30:00+00:00","features":[{{Explanation}}]
        }
        """;

    public const string Answer = $$"""
        {
          "attribute":"id","value":"ada","revision":1769934600000,
          "overrides":[{"experiment":null,"variation":null,"feature":"checkout-button","value":"red",
            "author":"alice","reason":"to look at it","at":"2026-02-01T10:30:00+00:00","expiresAt":null}],
          "assignments":[{"experiment":"checkout","phase":2,"variation":"express",
            "at":"2026-02-01T10:30:00+00:00","rulesetVersion":42}],
          "exposures":[{"experiment":"checkout","phase":2,"variation":"express",
            "firstAt":"2026-02-01T10:30:00+00:00","firstVersion":42,
            "lastAt":"2026-02-03T08:00:00+00:00","lastVersion":45}],
          "timeline":[{"at":"2026-02-03T08:00:00+00:00","kind":"exposure","key":"checkout","detail":"express"}],
          "rulesetVersion":45,
          "present":[{{Explanation}}]
        }
        """;
}
