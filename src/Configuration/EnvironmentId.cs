namespace Actors.Configuration;

/// <summary>Which environment? Written "project/environment", for example "shop/production".</summary>
[GenerateSerializer, Immutable, Alias("environment-id")]
public readonly record struct EnvironmentId([property: Id(0)] string Project, [property: Id(1)] string Environment)
{
    public static bool TryParse(ReadOnlySpan<char> text, out EnvironmentId id)
    {
        var slash = text.IndexOf('/');
        var valid = slash > 0 && Key.IsValid(text[..slash]) && Key.IsValid(text[(slash + 1)..]);
        id = valid ? new(text[..slash].ToString(), text[(slash + 1)..].ToString()) : default;
        return valid;
    }

    public override string ToString() => $"{Project}/{Environment}";
}
