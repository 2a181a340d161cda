using System.Text.Json.Serialization;

namespace Actors.Experiments;

/// <summary>What does an experiment make of one feature?</summary>
/// <param name="Feature">Its key.</param>
/// <param name="Values">A JSON object: by key of the variation, the feature's value.</param>
/// <param name="Position">
/// Before which of the feature's own rules it stands: 0 before all, beyond the last after all.
/// </param>
[GenerateSerializer, Immutable, Alias("driven-feature")]
public sealed record DrivenFeature(
    [property: Id(0)] string Feature,
    [property: Id(1), JsonConverter(typeof(JsonText))] string Values,
    [property: Id(2)] int Position = 0);
