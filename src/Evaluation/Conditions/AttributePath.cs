namespace Actors.Evaluation;

/// <summary>Which value stands at this dotted path, for example "address.country" or "tags.0"?</summary>
internal sealed class AttributePath(string path)
{
    private readonly string[] _steps = path.Split('.');

    /// <summary>Null where the path leads nowhere. A dot always leads inwards, also where a name holds one.</summary>
    public ScriptValue Resolve(in ScriptValue attributes)
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
}
