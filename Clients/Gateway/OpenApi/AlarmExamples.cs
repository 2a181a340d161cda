namespace Actors.Gateway.OpenApi;

/// <summary>How do alarms look?</summary>
internal static class AlarmExamples
{
    public const string Alarm = """
        {"number":3,"kind":"sample-ratio","experiment":"checkout-colour","environment":"production",
          "raisedAt":"2026-02-08T14:03:11+00:00","cause":"platform ios",
          "reason":"Sample ratio mismatch in production since 2026-02-08 14:03 UTC: 52.1 % instead of 50 % in red."}
        """;

    public const string List = $$"""
        {"alarms":[{{Alarm}}],"revision":7}
        """;
}
