namespace Actors.Gateway.OpenApi;

/// <summary>How do the bodies about saved groups look?</summary>
internal static class SavedGroupExamples
{
    private const string Content = """
        "id":"beta-testers","name":"Beta testers","description":"Invited in March","owner":"team-checkout",
        "values":["u-1041","u-2077",17]
        """;

    public const string Body = $$"""
        { {{Content}} }
        """;

    public const string Answer = $$"""
        {
          {{Content}},
          "revision":3,"createdAt":"2026-01-15T09:00:00+00:00","changedAt":"2026-02-01T10:30:00+00:00",
          "changedBy":"release-bot","published":{"production":43,"staging":null}
        }
        """;

    public const string List = """
        {"savedGroups":[{
          "id":"beta-testers","name":"Beta testers","description":"Invited in March","owner":"team-checkout","count":3,
          "revision":3,"changedAt":"2026-02-01T10:30:00+00:00","changedBy":"release-bot"
        }]}
        """;
}
