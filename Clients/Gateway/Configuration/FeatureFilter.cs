using System.ComponentModel;
using Actors.Configuration;
using Actors.Contracts.Configuration;
using Actors.Foundation;
using Actors.Gateway.Edge;

namespace Actors.Gateway.Configuration;

/// <summary>Which features shall a page list?</summary>
internal sealed record FeatureFilter(
    [property: Description("Found in key, description, owner or a tag, ignoring case.")] string? Text,
    [property: Description("Only features with this tag.")] string? Tag,
    [property: Description("Only features of this owner.")] string? Owner,
    [property: Description("Only features of this type: boolean, string, number or json.")] string? Type,
    [property: Description("true: only archived ones; false: only others; left out: both.")] bool? Archived,
    [property: Description("The last key of the page before.")] string? After,
    [property: Description("1 to 1,000; 100 when left out.")] int? Limit) : IChecked
{
    private const int MaxText = 200;

    public FeatureQuery Query => new(Text, Tag, Owner, TypeOf(Type), Archived, After, Limit ?? 100);

    public Refusal? Check()
    {
        if (Type is not null && TypeOf(Type) is null)
            return new("parameter-invalid", "'type' is boolean, string, number or json.");
        if (After is not null && !Key.IsValid(After))
            return new("parameter-invalid", "'after' is the key of a feature.");
        return Text?.Length > MaxText || Tag?.Length > MaxText || Owner?.Length > MaxText
            ? new("parameter-invalid", $"'text', 'tag' and 'owner' have at most {MaxText} characters.")
            : Checks.OutOfRange("limit", Limit, 1, 1_000);
    }

    private static FeatureType? TypeOf(string? name) => name switch
    {
        "boolean" => FeatureType.Boolean,
        "string" => FeatureType.String,
        "number" => FeatureType.Number,
        "json" => FeatureType.Json,
        _ => null,
    };
}
