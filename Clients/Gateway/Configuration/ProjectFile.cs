using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Foundation;
using Actors.Gateway.Edge;
using Actors.Protocol;

namespace Actors.Gateway.Configuration;

/// <summary>What does the file of an import say? Read to the end, so that every problem is told at once.</summary>
/// <param name="Settings">Of the project; null: the file has none.</param>
/// <param name="Entries">The features that could be read.</param>
/// <param name="Groups">The saved groups that could be read, each with its place in the file.</param>
/// <param name="Misread">What was wrong with the form of the others.</param>
internal sealed record ProjectFile(
    ProjectRequest? Settings,
    ImmutableArray<BatchEntry> Entries,
    ImmutableArray<(string Path, string Id, SavedGroup Group)> Groups,
    ImmutableArray<Problem> Misread)
{
    public static Answer<ProjectFile> Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return JsonBody.Wrong("json-type", "", "The file is a JSON object.");
        foreach (var member in body.EnumerateObject())
            if (member.Name is not ("project" or "features" or "savedGroups"))
                return JsonBody.Wrong(
                    "member-unknown", $"/{member.Name}", "A file has 'project', 'features' and 'savedGroups'.");

        if (!body.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
            return JsonBody.Wrong("json-type", "/features", "'features' is an array of features.");
        if (features.GetArrayLength() > Batching.MaxEntries)
            return new Refusal("file-invalid", $"A file has at most {Batching.MaxEntries} features.");

        var groups = body.TryGetProperty("savedGroups", out var given) ? given : JsonElement.Parse("[]");
        if (groups.ValueKind != JsonValueKind.Array || groups.GetArrayLength() > SavedGroupForm.MaxGroups)
            return JsonBody.Wrong(
                "json-type", "/savedGroups", $"'savedGroups' is an array of {SavedGroupForm.MaxGroups} at most.");
        if (!body.TryGetProperty("project", out var named)) return Read(null, features, groups);

        var settings = JsonBody.Read(named, ProtocolJson.Default.ProjectRequest, "/project");
        return settings.Refusal is { } refusal ? refusal : Read(settings.Value, features, groups);
    }

    /// <summary>The project that the features are to fit: never fewer environments than it has.</summary>
    public Project SettingsOver(Project? current, string key)
    {
        IEnumerable<string> known = current is null ? [] : current.Environments;
        var environments = known.Union(Settings?.Environments ?? [], StringComparer.Ordinal);
        return new()
        {
            Name = Settings?.Name ?? current?.Name ?? key,
            Description = Settings?.Description ?? current?.Description ?? "",
            Environments = [.. environments.Order(StringComparer.Ordinal)],
        };
    }

    /// <param name="environments">Of the project as it is going to be.</param>
    /// <param name="known">The features that the project has, by key.</param>
    public ImmutableArray<Problem> Problems(
        ImmutableArray<string> environments, IReadOnlyDictionary<string, FeatureSummary> known)
    {
        var entries = Entries.Select(entry => (entry.Path, entry.Feature, entry.Change)).ToList();
        var wrong = Batching.Problems(entries, known.GetValueOrDefault, environments);
        return [.. Misread.Concat(wrong).Take(Batching.MaxProblems)];
    }

    /// <param name="known">The saved groups that the project has.</param>
    public ImmutableArray<Problem> GroupProblems(ImmutableArray<SavedGroupSummary> known)
    {
        var ids = Groups.Select(group => group.Id).ToHashSet(StringComparer.Ordinal);
        var kept = known.Where(group => !ids.Contains(group.Id)).ToList();
        var bytes = kept.Sum(group => group.Bytes)
            + Groups.Sum(group => (long)Encoding.UTF8.GetByteCount(group.Group.Values));
        if (ids.Count + kept.Count > SavedGroupForm.MaxGroups || bytes > SavedGroupForm.MaxBytesOfProject)
            return [new("/savedGroups", "groups-too-large", "The project would have too many groups, or too large.")];

        var repeated = Groups.GroupBy(group => group.Id, StringComparer.Ordinal).SelectMany(same => same.Skip(1))
            .Select(group => new Problem(group.Path, "group-repeated", $"'{group.Id}' stands here more than once."));
        return
        [
            .. repeated.Concat(Groups.SelectMany(group => SavedGroupForm.Problems(group.Id, group.Group, group.Path)))
                .Take(Batching.MaxProblems),
        ];
    }

    private static ProjectFile Read(ProjectRequest? settings, JsonElement features, JsonElement groups)
    {
        var entries = ImmutableArray.CreateBuilder<BatchEntry>(features.GetArrayLength());
        var misread = ImmutableArray.CreateBuilder<Problem>();
        foreach (var (index, item) in features.EnumerateArray().Index())
        {
            var path = $"/features/{index}";
            var feature = FeatureBodies.Read(item, path, out var key, out var problems);
            misread.AddRange(problems);
            if (feature is null) continue;

            if (key is null) misread.Add(new($"{path}/key", "key-invalid", $"A feature is called by {Key.Form}."));
            else entries.Add(new(path, key, new PutFeature(feature)));
        }

        var read = groups.EnumerateArray().Index()
            .Select(item => (Path: $"/savedGroups/{item.Index}", Read: Group(item.Item, item.Index)))
            .Where(item => item.Read is not null)
            .Select(item => (item.Path, item.Read!.Value.Id, item.Read.Value.Group))
            .ToImmutableArray();
        return new(settings, entries.ToImmutable(), read, misread.ToImmutable());

        (string Id, SavedGroup Group)? Group(JsonElement item, int index) =>
            SavedGroupBodies.Read(item, $"/savedGroups/{index}", misread);
    }
}
