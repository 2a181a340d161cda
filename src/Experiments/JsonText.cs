using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Configuration;

namespace Actors.Experiments;

/// <summary>How does a JSON value that is kept as text stand in a document? As the value that it is.</summary>
internal sealed class JsonText : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return CanonicalJson.Of(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value);
}
