using System.Collections.Immutable;
using System.Text.Json;
using Actors.Foundation;

namespace Actors.Measurement;

/// <summary>What does an event say beyond what every event says, when it is an exposure?</summary>
internal struct ExposureForm
{
    public string? Variation;
    public string? Phase;
    public string? Sdk;
    public string? SdkVersion;
    public long? RulesetVersion;
    private ImmutableArray<Dimension> _dimensions;

    public readonly bool IsGiven => Variation is not null || Phase is not null || !_dimensions.IsDefault;

    public readonly Exposure Result() => new(
        Variation!, Phase, RulesetVersion, Sdk, SdkVersion, _dimensions.IsDefault ? [] : _dimensions);

    /// <summary>What is wrong with them, or null.</summary>
    public Refusal? ReadDimensions(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return Wrong();
        }

        var wrong = false;
        var found = ImmutableArray.CreateBuilder<Dimension>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var value = EventNames.Read(ref reader, EventLimits.MaxDimension, allowNumber: true);
            wrong |= value is null || !EventNames.IsName(name, EventLimits.MaxDimension)
                || found.Any(known => known.Name == name);
            found.Add(new(name, value ?? ""));
        }

        if (wrong || found.Count > EventLimits.MaxDimensions) return Wrong();

        found.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        _dimensions = found.ToImmutable();
        return null;
    }

    private static Refusal Wrong() => new(
        "dimensions-invalid",
        $"\"dimensions\" is an object of at most {EventLimits.MaxDimensions} names, each with a value that is "
        + $"{EventNames.Form(EventLimits.MaxDimension)}.");
}
