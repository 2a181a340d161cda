using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>Loads each schema once, however often it is used in one validation.</summary>
internal sealed class SchemaCache
{
    private readonly Dictionary<string, (ValueSchema? Schema, Problem? Problem)> _loaded = new(StringComparer.Ordinal);

    public (ValueSchema? Schema, Problem? Problem) Load(string json)
    {
        if (!_loaded.TryGetValue(json, out var loaded))
        {
            _loaded[json] = loaded = Fresh(json);
        }

        return loaded;
    }

    private static (ValueSchema?, Problem?) Fresh(string json)
    {
        using var document = ValueCheck.Parsed(json, "", out var problem);
        problem ??= new SchemaGuard(document!.RootElement).Check();
        if (problem is not null)
        {
            return (null, problem);
        }

        var schema = ValueSchema.Load(json, out var failure);
        return (schema, failure is null ? null : new("", "schema-invalid", failure));
    }
}
