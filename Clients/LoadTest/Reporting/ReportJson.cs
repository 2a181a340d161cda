using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.LoadTest.Reporting;

/// <summary>The JSON form of a report, for other programs.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LoadReport))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    public static string Write(LoadReport report) => JsonSerializer.Serialize(report, Default.LoadReport);

    /// <summary>Reads what <see cref="Write"/> wrote; throws <see cref="JsonException"/> for anything else.</summary>
    public static LoadReport Read(string json) =>
        JsonSerializer.Deserialize(json, Default.LoadReport) ?? throw new JsonException("The report is null.");
}
