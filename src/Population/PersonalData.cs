using System.Buffers;
using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace Actors.Population;

/// <summary>Does an attribute say of a person what no rule should need? By its name, or by its value.</summary>
/// <remarks>Careful rather than exact: what is dropped in vain makes a what-if say so, and hurts nobody.</remarks>
internal static class PersonalData
{
    private const int FewestOfToken = 24;

    private static readonly FrozenSet<string> _words = FrozenSet.ToFrozenSet(
    [
        "email", "mail", "emails", "phone", "telephone", "tel", "msisdn", "fax", "ip", "ipv4", "ipv6", "address",
        "addresses", "street", "zip", "zipcode", "postcode", "postal", "birth", "birthday", "birthdate", "dob", "ssn",
        "passport", "iban", "bic", "card", "creditcard", "password", "passwd", "pwd", "secret", "token", "jwt", "auth",
        "authorization", "cookie", "cookies", "session", "signature", "lat", "lon", "lng", "latitude", "longitude",
        "coordinates", "username", "firstname", "lastname", "fullname", "surname", "nickname", "displayname", "login",
        "useragent",
    ]);

    private static readonly FrozenSet<string> _whoseName = FrozenSet.ToFrozenSet(
    [
        "first", "last", "full", "user", "nick", "display", "given", "family", "middle", "real", "customer", "person",
        "contact",
    ]);

    private static readonly SearchValues<char> _ofTokens =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-.:");

    private static readonly SearchValues<char> _ofNumbers = SearchValues.Create("0123456789 -()./");

    /// <summary>"userEmail", "ip_address", "name", "first-name"; but not "appName" or "tripLength".</summary>
    public static bool IsName(string attribute)
    {
        var words = Words(attribute);
        return words.Exists(_words.Contains)
            || words is ["name"]
            || words.Zip(words.Skip(1)).Any(pair =>
                pair.Second == "name" && _whoseName.Contains(pair.First) || pair is ("user", "agent"));
    }

    /// <summary>"deviceId", "company_id", "uuid": by what subjects are told apart, and may be bucketed.</summary>
    public static bool IsIdentifier(string attribute) => Words(attribute) is [.., "id" or "uuid" or "guid" or "key"];

    /// <summary>Looks like an e-mail address, an IP address, or the number of a phone or a card.</summary>
    public static bool IsValue(string text) => IsMail(text) || IsAddress(text) || IsNumber(text);

    /// <summary>Looks like a token: long, without a space, of letters and digits.</summary>
    public static bool IsToken(string text) =>
        text.Length >= FewestOfToken
        && !text.AsSpan().ContainsAnyExcept(_ofTokens)
        && text.Any(char.IsAsciiDigit)
        && text.Any(char.IsAsciiLetter);

    private static bool IsMail(string text) =>
        text.IndexOf('@') is > 0 and var at && text.IndexOf('.', at) > at + 1 && !text.Contains(' ');

    private static bool IsAddress(string text) =>
        (text.Count(one => one == '.') == 3 || text.Count(one => one == ':') >= 2)
        && IPAddress.TryParse(text, out _);

    private static bool IsNumber(string text)
    {
        var isPhone = text.StartsWith('+');
        var rest = isPhone ? text.AsSpan(1) : text;
        return !rest.ContainsAnyExcept(_ofNumbers)
            && text.Count(char.IsAsciiDigit) is var digits
            && (isPhone ? digits is >= 7 and <= 15 : digits is >= 13 and <= 19 && !text.Contains('.'));
    }

    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var isInside = char.IsLetterOrDigit(name[i]);
            var begins = isInside && char.IsUpper(name[i])
                && (i == 0 || !char.IsUpper(name[i - 1]) || i + 1 < name.Length && char.IsLower(name[i + 1]));
            if ((!isInside || begins) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (isInside)
            {
                word.Append(char.ToLowerInvariant(name[i]));
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
