namespace Actors.Gateway.OpenApi;

/// <summary>How do the bodies about experiments look?</summary>
internal static class ExperimentExamples
{
    private const string Content = """
        "key":"checkout-colour","name":"Colour of the checkout","hypothesis":"Red sells better in Switzerland",
        "owner":"team-checkout","tags":["checkout"],"environments":["production"],"hashAttribute":"id",
        "variations":[{"key":"control","name":"Blue"},{"key":"red","name":"Red"}],
        "weightsBasisPoints":[5000,5000],"coverageBasisPoints":2000,
        "features":[{"feature":"checkout-button","values":{"control":"blue","red":"red"},"position":0}],
        "condition":{"country":"CH"},
        "savedGroups":[{"match":"none","groups":["staff"]}],
        "prerequisites":[{"feature":"new-checkout","condition":{"value":true}}],
        "metrics":{"primary":["purchase"],"secondary":["basket-value"],"guardrail":["crashes"]},
        "statistics":{"engine":"frequentist","confidence":0.95,"sequentialTuning":5000,"cuped":false,
          "correction":"none"},
        "plan":{"sampleSize":20000,"days":14}
        """;

    public const string Body = $$"""
        { {{Content}} }
        """;

    public const string Patch = """
        {"hypothesis":"Red sells better in Switzerland, and at night","plan":{"days":21}}
        """;

    public const string Answer = $$"""
        {
          {{Content}},
          "status":"running",
          "run":{"phase":1,"seed":"shop/checkout-colour/1",
            "ranges":[{"variation":0,"from":0,"to":1000},{"variation":1,"from":5000,"to":6000}],"filters":[],
            "startedAt":"2026-02-01T10:30:00+00:00","phaseStartedAt":"2026-02-01T10:30:00+00:00"},
          "revision":3,"createdAt":"2026-01-15T09:00:00+00:00","changedAt":"2026-02-01T10:30:00+00:00",
          "changedBy":"release-bot","published":{"production":43}
        }
        """;

    public const string List = """
        {"experiments":[{
          "key":"checkout-colour","name":"Colour of the checkout","status":"running","owner":"team-checkout",
          "tags":["checkout"],"environments":["production"],"features":["checkout-button"],"layer":null,
          "revision":3,"changedAt":"2026-02-01T10:30:00+00:00","changedBy":"release-bot"
        }],"total":1,"next":null}
        """;

    public const string Stop = """
        {"ship":"red"}
        """;

    public const string Revision = $$"""
        {
          "revision":2,"verb":"changed","author":"ada","comment":"start small","operationId":"0199c3",
          "at":"2026-01-15T09:30:00+00:00","status":"draft","changes":["coverageBasisPoints: 10000 → 2000"],
          "diff":[{"path":"/experiment/coverageBasisPoints","before":10000,"after":2000}],
          "experiment":{{Body}}
        }
        """;

    public const string Revisions = $$"""
        {"revisions":[{{Revision}}],"next":null}
        """;
}
