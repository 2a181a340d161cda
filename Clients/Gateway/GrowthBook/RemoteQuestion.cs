using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Actors.Evaluation;
using Actors.Gateway.Ofrep;

namespace Actors.Gateway.GrowthBook;

/// <summary>Who asks for remote evaluation, and what do they force? Or what is wrong with the body.</summary>
/// <param name="Mistake">Null, or a sentence for the client.</param>
/// <param name="Document">Holds the forced values; lives as long as they are used.</param>
internal sealed record RemoteQuestion(Subject? Subject, CallerInputs? Inputs, JsonDocument? Document, string? Mistake)
    : IDisposable
{
    private const int MostForced = 1000;
    private const int LongestUrl = 8192;

    // The attributes may be nested 64 levels deep, and stand in an object themselves.
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = 65 };

    /// <param name="ruleset">Whose rules will be asked.</param>
    public static RemoteQuestion Read(ReadOnlySpan<byte> body, Ruleset ruleset)
    {
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(body.ToArray(), _options);
            var (subject, inputs, mistake) = Read(document.RootElement, ruleset);
            if (mistake is null)
                return new(subject, inputs, document, null);
            document.Dispose();
            return Refused(mistake);
        }
        catch (JsonException)
        {
            return Refused("The body must be a JSON object of at most 64 levels.");
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json throws for half a surrogate pair, or broken UTF-8, inside a name or text.
            document?.Dispose();
            return Refused("The body holds text that is not valid Unicode.");
        }
    }

    public void Dispose() => Document?.Dispose();

    private static RemoteQuestion Refused(string mistake) => new(null, null, null, mistake);

    private static (Subject?, CallerInputs?, string? Mistake) Read(JsonElement body, Ruleset ruleset)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return (null, null, "The body must be a JSON object.");
        if (Variations(body) is not { } variations)
            return (null, null, "forcedVariations must be an object of at most 1,000 whole numbers.");
        if (Features(body) is not { } features)
            return (null, null, "forcedFeatures must be at most 1,000 pairs of a key and a value.");
        if (Url(body) is not { } url)
            return (null, null, "url must be a text of at most 8,192 characters.");
        var inputs = new CallerInputs { ForcedVariations = variations, ForcedFeatures = features, Url = url };
        if (Member(body, "attributes") is not { } attributes)
            return (new Subject(ruleset), inputs, null);
        if (!Subject.TryParse(ruleset, JsonMarshal.GetRawUtf8Value(attributes), out var subject, out var problem))
            return (null, null, problem);
        return (subject, inputs, ContextLimits.Mistake(subject, ruleset.HashAttributes));
    }

    private static ImmutableDictionary<string, int>? Variations(JsonElement body)
    {
        var forced = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        if (Member(body, "forcedVariations") is not { } given)
            return forced.ToImmutable();
        if (given.ValueKind != JsonValueKind.Object || given.GetPropertyCount() > MostForced)
            return null;
        foreach (var member in given.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Number || !member.Value.TryGetInt32(out var variation))
                return null;
            forced[member.Name] = variation;
        }

        return forced.ToImmutable();
    }

    // SDKs send a list of pairs; an object says the same.
    private static ImmutableDictionary<string, JsonElement>? Features(JsonElement body)
    {
        var forced = ImmutableDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
        switch (Member(body, "forcedFeatures"))
        {
            case null:
                return forced.ToImmutable();
            case { ValueKind: JsonValueKind.Object } map when map.GetPropertyCount() <= MostForced:
                foreach (var member in map.EnumerateObject())
                    forced[member.Name] = Whole(member.Value);
                return forced.ToImmutable();
            case { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() <= MostForced:
                foreach (var pair in list.EnumerateArray())
                {
                    if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2
                        || pair[0].ValueKind != JsonValueKind.String)
                        return null;
                    forced[pair[0].GetString()!] = Whole(pair[1]);
                }

                return forced.ToImmutable();
            default:
                return null;
        }
    }

    // A text is read only when it is asked for, and what is broken must be found here.
    private static JsonElement Whole(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            _ = value.GetString();
        else if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray())
                Whole(item);
        else if (value.ValueKind == JsonValueKind.Object)
            foreach (var member in value.EnumerateObject())
                (_, _) = (member.Name, Whole(member.Value));
        return value;
    }

    private static string? Url(JsonElement body)
    {
        if (Member(body, "url") is not { } url)
            return "";
        return url.ValueKind == JsonValueKind.String && url.GetString() is { Length: <= LongestUrl } text ? text : null;
    }

    private static JsonElement? Member(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
