using System.Globalization;

namespace Actors.Statistics;

/// <summary>How are figures told to a person?</summary>
internal static class Wording
{
    /// <summary>Three digits that count: 0.0123, 12.3, 12,300.</summary>
    public static string Figure(double value)
    {
        if (value == 0 || !double.IsFinite(value))
            return value.ToString(CultureInfo.InvariantCulture);
        if (Math.Abs(value) is < 1e-4 or >= 1e9)
            return value.ToString("0.##e+0", CultureInfo.InvariantCulture);
        var decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6);
        return Math.Round(value, decimals).ToString("#,0.######", CultureInfo.InvariantCulture);
    }

    /// <summary>0.0123 is "1.23 %".</summary>
    public static string Percent(double share) => $"{Figure(share * 100)} %";

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string PValue(double pValue) => pValue <= 1e-5 ? "p below 0.00001" : $"p {Figure(pValue)}";
}
