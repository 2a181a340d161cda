namespace Actors.Gateway.OpenApi;

/// <summary>How do the bodies about events look?</summary>
internal static class EventExamples
{
    public const string Body = """
        {"events":[
          {"type":"exposure","id":"u-1/checkout/0","subject":"u-1","experiment":"checkout","variation":"1",
           "rulesetVersion":42,"sdk":"js","sdkVersion":"1.8.0","dimensions":{"country":"CH","platform":"ios"}},
          {"type":"metric","id":"order-1041","subject":{"attribute":"id","value":"u-1"},"key":"purchase",
           "value":49.9,"time":"2026-11-23T12:00:00.123Z","properties":{"currency":"CHF"}},
          {"type":"metric","id":"order-1042","subject":"u-2","key":"purchase","value":1e308}
        ]}
        """;

    public const string Answer = """
        {"events":[{"index":2,"id":"order-1042","status":"refused","code":"value-range",
          "detail":"\"value\" is from -1e12 to 1e12; it is kept to a millionth."}],
         "accepted":2,"duplicates":0,"refused":1}
        """;
}
