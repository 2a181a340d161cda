using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Foundation;
using Actors.Gateway.Edge;
using Actors.Measurement;
using Actors.Protocol;

namespace Actors.Gateway.Measurement;

/// <summary>How does a metric look over HTTP, and what does a body say that it shall be?</summary>
internal static class MetricBodies
{
    /// <summary>What answers say and requests may repeat, so that an answer can be edited and put back.</summary>
    private static readonly string[] _answerOnly = ["revision", "createdAt", "changedAt", "changedBy"];

    public static Answer<Metric> Read(JsonElement body, string key)
    {
        var read = JsonBody.Read(Bare(body), ProtocolJson.Default.MetricBody, "");
        if (read.Refusal is { } refusal) return refusal;

        var metric = read.Value!;
        if (metric.Key is not null && metric.Key != key)
            return Wrong("/key", "key-invalid", "The key of the body is not the one of the path.");
        if (!TryRead<MetricKind>(metric.Kind, out var kind))
            return Wrong("/kind", "kind-invalid", $"A kind is one of {Names<MetricKind>()}.");
        if (!TryRead<Quantity>(metric.Quantity, out var above))
            return Wrong("/quantity", "quantity-invalid", $"A quantity is one of {Names<Quantity>()}.");
        if (!TryRead<Quantity>(metric.DenominatorQuantity, out var below))
            return Wrong("/denominatorQuantity", "quantity-invalid", $"A quantity is one of {Names<Quantity>()}.");
        return Of(metric, key, kind, above, below);
    }

    public static MetricResponse Of(DefinedMetric defined)
    {
        var metric = defined.Metric!;
        var definition = metric.Definition;
        return new()
        {
            Key = defined.Key,
            Name = metric.Name,
            Description = metric.Description,
            Owner = metric.Owner,
            Kind = Name(definition.Kind),
            Event = definition.Event,
            Quantity = definition.IsRatio ? Name(definition.Numerator) : null,
            Denominator = definition.Denominator,
            DenominatorQuantity = definition.IsRatio ? Name(definition.Below) : null,
            DelaySeconds = definition.Delay.TotalSeconds,
            WindowSeconds = definition.Window?.TotalSeconds,
            LookbackSeconds = definition.Lookback.TotalSeconds,
            Cap = definition.Cap / (double)Millionths.One,
            CapPercentile = definition.CapPercentile,
            CapIgnoresZeros = definition.CapIgnoresZeros,
            LowerIsBetter = definition.LowerIsBetter,
            Revision = defined.Revision,
            CreatedAt = defined.CreatedAt,
            ChangedAt = defined.ChangedAt,
            ChangedBy = defined.ChangedBy,
        };
    }

    private static Metric Of(MetricBody metric, string key, MetricKind kind, Quantity above, Quantity below) => new()
    {
        Name = metric.Name ?? key,
        Description = metric.Description ?? "",
        Owner = metric.Owner ?? "",
        Definition = new()
        {
            Event = metric.Event,
            Kind = kind,
            Denominator = metric.Denominator,
            Numerator = kind == MetricKind.Ratio ? above : default,
            Below = kind == MetricKind.Ratio ? below : default,
            Delay = Span(metric.DelaySeconds ?? 0),
            Window = metric.WindowSeconds is { } window ? Span(window) : null,
            Lookback = Span(metric.LookbackSeconds ?? 0),
            Cap = metric.Cap is not { } cap ? null : Millionths.TryFrom(cap, out var most) ? most : -1,
            CapPercentile = metric.CapPercentile,
            CapIgnoresZeros = metric.CapIgnoresZeros ?? false,
            LowerIsBetter = metric.LowerIsBetter ?? false,
        },
    };

    // What is beyond every bound stays beyond it; the core says so.
    private static TimeSpan Span(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, -1e9, 1e9));

    // Left out: the first.
    private static bool TryRead<T>(string? name, out T value)
        where T : struct, Enum
    {
        value = default;
        foreach (var one in Enum.GetValues<T>())
        {
            if (name is not null && Name(one) != name) continue;
            value = one;
            return true;
        }

        return false;
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Name));

    private static Refusal Wrong(string path, string code, string message) =>
        new("metric-invalid", message) { Problems = [new(path, code, message)] };

    private static JsonElement Bare(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return body;
        var bare = JsonObject.Create(body)!;
        foreach (var member in _answerOnly) bare.Remove(member);
        return JsonSerializer.SerializeToElement(bare);
    }
}
