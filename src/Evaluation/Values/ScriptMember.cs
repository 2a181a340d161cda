namespace Actors.Evaluation;

/// <summary>Which name and which value does one member of an object have?</summary>
/// <param name="name">A text.</param>
internal readonly struct ScriptMember(ScriptValue name, ScriptValue value)
{
    private readonly ScriptValue _name = name;

    public ReadOnlySpan<char> Name => _name.Text;

    public ScriptValue Value { get; } = value;

    /// <summary>The name as a string: free where it was read into one, as in all that is published.</summary>
    public string NameAsString => _name.ToText();

    public void Deconstruct(out string name, out ScriptValue value) => (name, value) = (NameAsString, Value);
}
