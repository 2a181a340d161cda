namespace Actors.Gateway.OpenApi;

/// <summary>How do the bodies about layers look?</summary>
internal static class LayerExamples
{
    private const string Content = """
        "key":"checkout","description":"What happens after the basket","owner":"team-checkout","hashAttribute":"id",
        "quarantineHours":48,"heldOutSlots":0
        """;

    public const string Body = $$"""
        { {{Content}} }
        """;

    public const string Answer = $$"""
        {
          {{Content}},"freeSlots":7000,"grants":{"checkout-colour":[{"from":0,"to":2000}]},
          "resting":[{"experiment":"old-button","spans":[{"from":2000,"to":3000}],"until":"2026-02-03T00:00:00+00:00"}],
          "revision":4,"createdAt":"2026-01-15T09:00:00+00:00","changedAt":"2026-02-01T10:30:00+00:00",
          "changedBy":"ada"
        }
        """;

    public const string List = """
        {"layers":[{"key":"checkout","description":"What happens after the basket","experiments":1,"grantedSlots":2000,
          "revision":4}]}
        """;

    public const string Grow = """
        {"slots":3000}
        """;
}
