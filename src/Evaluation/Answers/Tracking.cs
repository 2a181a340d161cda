using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>By which names does a client tell that a variation was seen?</summary>
/// <param name="Experiment">Its key.</param>
/// <param name="Phase">Of the experiment's data; null when it has none.</param>
internal sealed record Tracking(string Experiment, string? Phase)
{
    /// <summary>As the metadata of an OFREP flag, which OpenFeature's clients hand on unchanged.</summary>
    public void WriteMetadata(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("metadata"u8);
        writer.WriteString("experiment"u8, Experiment);
        if (Phase is not null)
            writer.WriteString("phase"u8, Phase);
        writer.WriteEndObject();
    }
}
