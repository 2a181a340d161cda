namespace Actors.Gateway.OpenApi;

/// <summary>How do the bodies about features look?</summary>
internal static class FeatureExamples
{
    private const string Content = """
        "key":"checkout-button","type":"string","defaultValue":"blue","description":"Colour of the button that pays",
        "owner":"team-checkout","tags":["checkout","web"],"schema":{"enum":["blue","red","green"]},"archived":false,
        "environments":{
          "production":{"enabled":true,"rules":[{"condition":{"country":"CH"},"force":"red"}]},
          "staging":{"enabled":true,"rules":[{"force":"red"}]}
        }
        """;

    private const string Now = """
        "revision":7,"createdAt":"2026-01-15T09:00:00+00:00","changedAt":"2026-02-01T10:30:00+00:00",
        "changedBy":"release-bot","published":{"production":42,"staging":null}
        """;

    public const string Body = $$"""
        { {{Content}} }
        """;

    public const string Answer = $$"""
        { {{Content}}, {{Now}} }
        """;

    public const string Archived = $$"""
        {
          "key":"old-banner","type":"boolean","defaultValue":false,"description":"","owner":"","tags":[],"schema":null,
          "archived":true,"environments":{}, {{Now}}
        }
        """;

    public const string Patch = """
        {"environments":{"production":{"enabled":false}},"owner":"team-payments"}
        """;

    public const string List = """
        {
          "features":[{
            "key":"checkout-button","type":"string","description":"Colour of the button that pays",
            "owner":"team-checkout","tags":["checkout","web"],"archived":false,"enabledIn":["production"],"revision":7,
            "changedAt":"2026-02-01T10:30:00+00:00","changedBy":"release-bot"
          }],
          "total":12,"next":"checkout-button"
        }
        """;

    public const string Revision = $$"""
        {
          "revision":7,"verb":"changed","author":"release-bot","comment":"Red sells better in Switzerland",
          "operationId":"deploy-1187","at":"2026-02-01T10:30:00+00:00",
          "diff":[{"path":"/environments/production/enabled","before":false,"after":true}],"feature":{{Body}}
        }
        """;

    public const string History = $$"""
        {"revisions":[{{Revision}}],"next":7}
        """;

    public const string Diff = """
        {
          "from":6,"to":7,
          "diff":[
            {"path":"/environments/production/enabled","before":false,"after":true},
            {"path":"/schema","after":{"enum":["blue","red","green"]}}
          ]
        }
        """;

    public const string Revert = """
        {"revision":6,"comment":"Conversion fell"}
        """;
}
