using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Actors.Gateway.GrowthBook;

/// <summary>How are the bytes of an answer packed?</summary>
internal enum ContentCoding
{
    Identity,
    Gzip,
    Brotli,
}

internal static class ContentCodings
{
    /// <summary>The client's favourite of Accept-Encoding (RFC 9110 12.5.3); of equal ones the smallest.</summary>
    /// <remarks>A client that takes nothing that exists here gets the bytes as they are.</remarks>
    public static ContentCoding Choose(StringValues acceptEncoding)
    {
        double? brotli = null, gzip = null, identity = null, others = null;
        foreach (var line in acceptEncoding)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var name = Read(line.AsSpan()[range], out var quality);
                if (name.Equals("br", StringComparison.OrdinalIgnoreCase))
                    brotli = quality;
                else if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase)
                    || name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase))
                    gzip = quality;
                else if (name.Equals("identity", StringComparison.OrdinalIgnoreCase))
                    identity = quality;
                else if (name is "*")
                    others = quality;
            }
        }

        // Nobody has to name identity to get it, so unnamed it is worse than whatever is named.
        var br = brotli ?? others ?? 0;
        var gz = gzip ?? others ?? 0;
        var plain = identity ?? 0;
        return br > 0 && br >= gz && br >= plain ? ContentCoding.Brotli
            : gz > 0 && gz >= plain ? ContentCoding.Gzip
            : ContentCoding.Identity;
    }

    /// <summary>As Content-Encoding says it; null: it says nothing.</summary>
    public static string? Name(this ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => "br",
        ContentCoding.Gzip => "gzip",
        _ => null,
    };

    private static ReadOnlySpan<char> Read(ReadOnlySpan<char> element, out double quality)
    {
        quality = 1;
        var semicolon = element.IndexOf(';');
        if (semicolon < 0)
            return element.Trim();
        var parameter = element[(semicolon + 1)..].Trim();
        if (parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && !double.TryParse(
                parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out quality))
            quality = 0;
        return element[..semicolon].Trim();
    }
}
