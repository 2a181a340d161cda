using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;

namespace Actors.Benchmarks.Engine;

/// <summary>
/// The same features and the same answer, by Microsoft.FeatureManagement as its documentation uses it.
/// </summary>
internal sealed class Peer : IFeatureDefinitionProvider, IDisposable
{
    private readonly Dictionary<string, FeatureDefinition> _definitions;
    private readonly MemoryCache _cache = new(new MemoryCacheOptions());
    private readonly FeatureManager _features;

    public Peer()
    {
        _definitions = Definitions().ToDictionary(definition => definition.Name, StringComparer.Ordinal);
        _features = new FeatureManager(this)
        {
            FeatureFilters =
            [
                new ContextualTargetingFilter(
                    Options.Create(new TargetingEvaluationOptions()), NullLoggerFactory.Instance),
                new ClientFilter(),
            ],
            Cache = _cache,
        };
    }

    public async Task<int> Evaluate(PeerContext context, ArrayBufferWriter<byte> buffer, CancellationToken cancellation)
    {
        buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("flags");
        foreach (var definition in _definitions.Values)
        {
            json.WriteStartObject();
            json.WriteString("key", definition.Name);
            json.WritePropertyName("value");
            if (definition.Variants?.Any() == true)
            {
                var variant = await _features.GetVariantAsync(definition.Name, context, cancellation);
                json.WriteRawValue(variant.Configuration.Value!);
                json.WriteString("variant", variant.Name);
            }
            else
            {
                json.WriteBooleanValue(await _features.IsEnabledAsync(definition.Name, context, cancellation));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellation);
        return buffer.WrittenCount;
    }

    public Task<FeatureDefinition> GetFeatureDefinitionAsync(string featureName) =>
        Task.FromResult(_definitions[featureName]);

    public async IAsyncEnumerable<FeatureDefinition> GetAllFeatureDefinitionsAsync()
    {
        foreach (var definition in _definitions.Values)
        {
            yield return await Task.FromResult(definition);
        }
    }

    public void Dispose() => _cache.Dispose();

    private static IEnumerable<FeatureDefinition> Definitions()
    {
        for (var number = 0; number < FeatureMix.Switches; number++)
            yield return Feature(FeatureMix.SwitchKey(number), FeatureMix.IsOn(number) ? When("AlwaysOn") : []);
        for (var number = 0; number < FeatureMix.Rollouts; number++)
        {
            var audience = Parameters(
                ("Audience:DefaultRolloutPercentage", FeatureMix.Share(number).ToString(CultureInfo.InvariantCulture)));
            yield return Feature(FeatureMix.RolloutKey(number), When("Microsoft.Targeting", audience));
        }

        for (var number = 0; number < FeatureMix.Targeted; number++)
        {
            var (countries, platform, from) = FeatureMix.Audience(number);
            var client = Parameters(
            [
                .. countries.Select((country, index) => ($"Countries:{index}", country)),
                ("Platform", platform),
                ("From", from),
            ]);
            yield return Feature(FeatureMix.TargetedKey(number), When("Client", client));
        }

        for (var number = 0; number < FeatureMix.Multivariate; number++)
            yield return Multivariate(FeatureMix.MultivariateKey(number));
    }

    private static FeatureDefinition Multivariate(string name) => new()
    {
        Name = name,
        EnabledFor = When("AlwaysOn"),
        Variants = FeatureMix.Payloads.Select((payload, index) => new VariantDefinition
        {
            Name = $"{index}",
            ConfigurationValue = Parameters(("Value", payload)).GetSection("Value"),
        }),
        Allocation = new Allocation
        {
            DefaultWhenEnabled = "0",
            Group = [new GroupAllocation { Variant = "2", Groups = ["CH"] }],
            Percentile =
            [
                new PercentileAllocation { Variant = "0", From = 0, To = 50 },
                new PercentileAllocation { Variant = "1", From = 50, To = 100 },
            ],
            Seed = name,
        },
    };

    private static FeatureDefinition Feature(string name, FeatureFilterConfiguration[] when) =>
        new() { Name = name, EnabledFor = when };

    private static FeatureFilterConfiguration[] When(string filter, IConfiguration? parameters = null) =>
        [new FeatureFilterConfiguration { Name = filter, Parameters = parameters ?? Parameters() }];

    private static IConfigurationRoot Parameters(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Name, (string?)value.Value)))
            .Build();
}
