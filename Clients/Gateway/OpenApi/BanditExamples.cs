namespace Actors.Gateway.OpenApi;

/// <summary>How do the bodies about contextual bandits look?</summary>
internal static class BanditExamples
{
    public const string Body = """
        {
          "banditVersion":7,
          "contexts":[
            {"leafId":1,"condition":{"plan":"enterprise"},"weights":[0.2,0.8]},
            {"leafId":2,"condition":{},"weights":[0.6,0.4]}
          ]
        }
        """;

    public const string List = $$"""
        {"contextualBandits":{"checkout-colour":{{Body}} } }
        """;
}
