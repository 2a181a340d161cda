using Actors.Configuration;

namespace Actors.Experiments;

/// <summary>Which experiment? Written "project/experiment", for example "shop/checkout-colour".</summary>
[GenerateSerializer, Immutable, Alias("experiment-id")]
public readonly record struct ExperimentId([property: Id(0)] string Project, [property: Id(1)] string Experiment)
{
    public static bool TryParse(ReadOnlySpan<char> text, out ExperimentId id)
    {
        var slash = text.IndexOf('/');
        var valid = slash > 0 && Key.IsValid(text[..slash]) && Key.IsValid(text[(slash + 1)..]);
        id = valid ? new(text[..slash].ToString(), text[(slash + 1)..].ToString()) : default;
        return valid;
    }

    public override string ToString() => $"{Project}/{Experiment}";
}
