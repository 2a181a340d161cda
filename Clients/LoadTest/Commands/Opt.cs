using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Actors.LoadTest.Commands;

/// <summary>Makes the options of the command line, each with its limits and one sentence for a value outside.</summary>
internal static class Opt
{
    /// <summary>A number with a default.</summary>
    public static Option<T> Number<T>(string name, string help, T least, T most, T byDefault)
        where T : struct, INumber<T> => new(name)
        {
            Description = help,
            HelpName = "number",
            DefaultValueFactory = _ => byDefault,
            CustomParser = result => ParseNumber(result, name, least, most) ?? byDefault,
        };

    /// <summary>A number that may be left out.</summary>
    public static Option<T?> OptionalNumber<T>(string name, string help, T least, T most)
        where T : struct, INumber<T> => new(name)
        {
            Description = help,
            HelpName = "number",
            CustomParser = result => ParseNumber(result, name, least, most),
        };

    /// <summary>A duration such as 500ms, 30s or 2m.</summary>
    public static Option<Duration> Time(string name, string help, TimeSpan byDefault, TimeSpan least) => new(name)
    {
        Description = help,
        HelpName = "time",
        DefaultValueFactory = _ => new Duration(byDefault),
        CustomParser = result => ParseTime(result, name, new Duration(least)),
    };

    /// <summary>A text; <paramref name="variable"/> is the environment variable that stands in for it.</summary>
    public static Option<string?> Text(string name, string help, string? byDefault = null, string? variable = null)
    {
        var hint = variable is null ? "" : $" Or the environment variable {variable}.";
        var option = new Option<string?>(name) { Description = help + hint, HelpName = "text" };
        if (byDefault is not null)
            option.DefaultValueFactory = _ => byDefault;
        return option;
    }

    private static T? ParseNumber<T>(ArgumentResult result, string name, T least, T most)
        where T : struct, INumber<T>
    {
        var text = result.Tokens[0].Value;
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        result.AddError(string.Create(
            CultureInfo.InvariantCulture, $"{name} takes a number from {least} to {most}, not '{text}'."));
        return null;
    }

    private static Duration ParseTime(ArgumentResult result, string name, Duration least)
    {
        var text = result.Tokens[0].Value;
        if (!Duration.TryParse(text, out var time))
            result.AddError($"{name} takes a time of up to a day such as 500ms, 30s or 2m, not '{text}'.");
        else if (time.CompareTo(least) < 0)
            result.AddError($"{name} must be at least {least}.");
        return time;
    }
}
