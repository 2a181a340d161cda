using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Auditing;
using Actors.Contracts.Configuration;
using Actors.Implementation.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Actors.Grains.Tests;

/// <summary>A project of a test's own, with two environments, and what a test asks of it again and again.</summary>
internal sealed class Shop(Region region, string key)
{
    private const string Production = "production";

    public string Key => key;

    public IProjectGrain Project => region.Grains.GetProject(key);

    public static async Task<Shop> Open(Region region)
    {
        var shop = new Shop(region, $"shop-{Guid.NewGuid():N}");
        var answer = await shop.Put(Production, "staging");
        Assert.Null(answer.Refusal);
        return shop;
    }

    public static Authorship By() => new("alice", "", Guid.NewGuid().ToString("N"));

    /// <summary>A boolean feature that is on in these environments.</summary>
    public static PutFeature Switch(string value, string description, params string[] on) => new(new Feature
    {
        Type = FeatureType.Boolean,
        DefaultValue = value,
        Description = description,
        Environments = on.ToImmutableSortedDictionary(
            name => name, _ => new FeatureEnvironment(true, []), StringComparer.Ordinal),
    });

    public static PutFeature Switch(string value) => Switch(value, "", Production);

    public IFeatureGrain Feature(string feature = "banner") => region.Grains.GetFeature(new FeatureId(key, feature));

    public ISavedGroupGrain Group(string id = "beta") => region.Grains.GetSavedGroup(new FeatureId(key, id));

    public IRulesetGrain Ruleset(string environment = Production) =>
        region.Grains.GetRuleset(new EnvironmentId(key, environment));

    public Task<Answer<ProjectView>> Put(params string[] environments) =>
        Project.Put(new Project { Name = "Shop", Environments = [.. environments] }, null, By());

    /// <summary>Changes a feature and waits until all of it has arrived.</summary>
    public async Task<FeatureView> Change(FeatureChange change, string feature = "banner")
    {
        var answer = await Feature(feature).Change(change, null, By());
        Assert.Null(answer.Refusal);
        return await Arrived(answer.Value!, feature);
    }

    public async Task<FeatureView> Arrived(FeatureView view, string feature = "banner")
    {
        if (view.Published.Values.Any(version => version is null))
        {
            await Eventually.See(() => Feature(feature).Deliver(), delivered => delivered);
        }

        return view.Revision.Feature is null ? view : (await Feature(feature).Current()).Value!;
    }

    /// <summary>Waits until the project expects nothing of any feature any more.</summary>
    public Task Settled()
    {
        var serializer = region.Cluster.Client.ServiceProvider.GetRequiredService<Serializer>();
        return Eventually.See(
            () => Task.FromResult(region.Disk.Read("project-due", ProjectKey).Bytes),
            bytes => serializer.Deserialize<ProjectDueState>(bytes)!.Features.IsEmpty);
    }

    public async Task<long> Version(string environment = Production) => (await Ruleset(environment).Snapshot()).Version;

    public async Task<ImmutableArray<AuditEntry>> Audit(string? subject = null) =>
        await Project.Audit(new AuditQuery(subject, null, 1_000));

    /// <summary>What is published of a feature, once it is as wanted.</summary>
    public Task<RulesetDocument> Published(string feature, string environment, Func<PublishedFeature, bool> wanted) =>
        Eventually.See(
            () => Ruleset(environment).Snapshot(),
            document => document.Features.GetValueOrDefault(feature) is { } published && wanted(published));

    public string RulesetKey(string environment = Production) => $"ruleset:{key}/{environment}";

    public string FeatureKey(string feature = "banner") => $"setting:{key}/{feature}";

    public string ProjectKey => $"project:{key}";
}
