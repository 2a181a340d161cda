using System.Globalization;

namespace Actors.LoadTest.Commands;

/// <summary>How long is "500ms", "30s", "2m" or "1h"? At most a day; a number without a unit is in seconds.</summary>
internal readonly record struct Duration(TimeSpan Time) : IComparable<Duration>
{
    private static readonly (string Unit, double Seconds)[] _units =
        [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    public static bool TryParse(string text, out Duration duration)
    {
        var (unit, seconds) = _units.First(unit => text.EndsWith(unit.Unit, StringComparison.Ordinal));
        var digits = text.AsSpan(0, text.Length - unit.Length);
        duration = default;
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number * seconds > TimeSpan.FromDays(1).TotalSeconds)
        {
            return false;
        }

        duration = new Duration(TimeSpan.FromSeconds(number * seconds));
        return true;
    }

    public int CompareTo(Duration other) => Time.CompareTo(other.Time);

    public override string ToString() => Time.TotalSeconds >= 1 || Time == TimeSpan.Zero
        ? string.Create(CultureInfo.InvariantCulture, $"{Time.TotalSeconds:0.###}s")
        : string.Create(CultureInfo.InvariantCulture, $"{Time.TotalMilliseconds:0.###}ms");
}
