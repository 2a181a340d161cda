using System.Globalization;
using Actors.Evaluation;

namespace Actors.Benchmarks.Engine;

/// <summary>
/// Which 50 features does an app ask for? 20 on or off, 15 rollouts, 10 targeted, 5 multivariate with JSON payloads.
/// </summary>
internal static class FeatureMix
{
    public const int Switches = 20;
    public const int Rollouts = 15;
    public const int Targeted = 10;
    public const int Multivariate = 5;

    public static readonly string[] Countries = ["CH", "DE", "FR", "US", "JP", "BR", "IN", "NG"];

    public static readonly string[] Payloads =
    [
        """{"title":"Welcome","colour":"blue","retries":3}""",
        """{"title":"Hello","colour":"green","retries":4}""",
        """{"title":"Willkommen","colour":"red","retries":5}""",
    ];

    /// <summary>An app has fewer audiences than features: the targeted ones share three.</summary>
    private static readonly (string[] Countries, string Platform, string From)[] _audiences =
    [
        (["CH", "DE", "FR"], "ios", "5.0.0"),
        (["US", "JP"], "android", "4.5.0"),
        (["BR", "IN", "NG", "US"], "ios", "5.2.0"),
    ];

    public static (string[] Countries, string Platform, string From) Audience(int number) =>
        _audiences[number % _audiences.Length];

    public static string SwitchKey(int number) => Key("switch", number);

    public static string RolloutKey(int number) => Key("rollout", number);

    public static string TargetedKey(int number) => Key("targeted", number);

    public static string MultivariateKey(int number) => Key("multivariate", number);

    public static bool IsOn(int number) => number % 3 != 0;

    /// <summary>Percent.</summary>
    public static int Share(int number) => 5 + number * 6;

    public static IEnumerable<FeatureSource> Features()
    {
        for (var number = 0; number < Switches; number++)
            yield return new(SwitchKey(number), true, $$"""{"defaultValue":{{(IsOn(number) ? "true" : "false")}}}""");
        for (var number = 0; number < Rollouts; number++)
        {
            var coverage = (Share(number) / 100.0).ToString(CultureInfo.InvariantCulture);
            var rule = $$"""{"force":true,"coverage":{{coverage}}}""";
            yield return new(RolloutKey(number), true, $$"""{"defaultValue":false,"rules":[{{rule}}]}""");
        }

        for (var number = 0; number < Targeted; number++)
        {
            yield return new(
                TargetedKey(number),
                true,
                $$$"""
                {"defaultValue":false,"rules":[{"condition":{{{Condition(Audience(number))}}},"force":true}]}
                """);
        }

        for (var number = 0; number < Multivariate; number++)
        {
            yield return new(
                MultivariateKey(number),
                true,
                $$"""
                {"defaultValue":{{Payloads[0]}},"rules":[{"condition":{"country":"CH"},"force":{{Payloads[2]}}},
                {"variations":[{{Payloads[0]}},{{Payloads[1]}}],"weights":[0.5,0.5],"key":"exp-{{number}}",
                "hashVersion":2}]}
                """);
        }
    }

    private static string Condition((string[] Countries, string Platform, string From) audience) =>
        $$$"""
        {"country":{"$in":["{{{string.Join("\",\"", audience.Countries)}}}"]},"platform":"{{{audience.Platform}}}",
        "appVersion":{"$vgte":"{{{audience.From}}}"}}
        """;

    private static string Key(string kind, int number) =>
        $"{kind}-{number.ToString("00", CultureInfo.InvariantCulture)}";
}
