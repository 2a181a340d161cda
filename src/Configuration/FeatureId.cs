namespace Actors.Configuration;

/// <summary>Which feature? Written "project/feature", for example "shop/checkout-button".</summary>
[GenerateSerializer, Immutable, Alias("feature-id")]
public readonly record struct FeatureId([property: Id(0)] string Project, [property: Id(1)] string Feature)
{
    public static bool TryParse(ReadOnlySpan<char> text, out FeatureId id)
    {
        var slash = text.IndexOf('/');
        var valid = slash > 0 && Key.IsValid(text[..slash]) && Key.IsValid(text[(slash + 1)..]);
        id = valid ? new(text[..slash].ToString(), text[(slash + 1)..].ToString()) : default;
        return valid;
    }

    public override string ToString() => $"{Project}/{Feature}";
}
