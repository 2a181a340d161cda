namespace Actors.Evaluation;

/// <summary>Which value stands at this dotted path, for example "address.country" or "tags.0"?</summary>
internal sealed class AttributePath(string path)
{
    private readonly string[] _steps = path.Split('.');

    /// <summary>A condition's reading: always nested, null where the path leads nowhere.</summary>
    public ScriptValue Resolve(ScriptValue attributes)
    {
        var current = attributes;
        foreach (var step in _steps)
        {
            if (current.Step(step) is not { } next)
                return ScriptValue.Null;
            current = next;
        }
        return current;
    }

    /// <summary>A bucket's reading: an attribute of this very name first, even when it holds a dot.</summary>
    public ScriptValue ResolveLiteralFirst(ScriptValue attributes) =>
        attributes.Step(path) is { } literal ? literal : Resolve(attributes);
}
