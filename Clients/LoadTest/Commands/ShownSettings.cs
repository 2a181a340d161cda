using System.Collections;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Actors.LoadTest.Pacing;

namespace Actors.LoadTest.Commands;

/// <summary>Which settings were in effect? As text for the report, without any secret.</summary>
internal static class ShownSettings
{
    private static readonly string[] _secrets =
        [GatewayOptions.SdkKeyName, ChangeOptions.AdminTokenName, ClusterOptions.ConnectionName];

    public static IReadOnlyDictionary<string, string> Of(ParseResult parsed, Pace? pace)
    {
        var shown = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in parsed.CommandResult.Command.Options)
        {
            if (parsed.GetResult(option) is { } result && Value(option, result) is { } value)
                shown[option.Name.TrimStart('-')] = value;
        }

        if (pace is not null)
        {
            shown["loop"] = pace.RatePerSecond is null ? "closed" : "open";
            shown["connections"] = Text(pace.Connections)!;
        }

        return shown;
    }

    private static string? Value(Option option, OptionResult result)
    {
        var value = result.GetValueOrDefault<object?>();
        return value is not null && _secrets.Contains(option.Name) ? "(given)" : Text(value);
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        IEnumerable many => string.Join(' ', many.Cast<object?>().Select(Text)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
