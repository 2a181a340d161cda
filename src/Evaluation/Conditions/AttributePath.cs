namespace Actors.Evaluation;

/// <summary>Which value stands at this dotted path, for example "address.country" or "tags.0"?</summary>
/// <remarks>Null where the path leads nowhere. A dot always leads inwards, also where a name holds one.</remarks>
internal sealed class AttributePath
{
    private const int NoSlot = -1;

    private readonly string _path;
    private readonly string[] _steps;
    private readonly int _slot;

    /// <param name="path">As published.</param>
    /// <param name="vocabulary">Of the subject's attributes; null where the path leads into any other value.</param>
    public AttributePath(string path, VocabularyBuilder? vocabulary)
    {
        _path = path;
        var steps = path.Split('.');
        _slot = vocabulary?.SlotOf(steps[0]) ?? NoSlot;
        _steps = vocabulary is null ? steps : steps[1..];
    }

    /// <summary>Whether the slot's value is meant itself, not something within it.</summary>
    public bool IsSlot => _slot >= 0 && _steps.Length == 0;

    public int Slot => _slot;

    /// <param name="root">The subject's attributes by slot, or the value that the path leads into.</param>
    public ScriptValue Resolve(in ScriptValue root)
    {
        var current = _slot >= 0 ? root.Items[_slot] : root;
        foreach (var step in _steps)
        {
            if (current.Step(step) is not { } next)
                return ScriptValue.Null;
            current = next;
        }
        return current;
    }

    public override string ToString() => _path;
}
