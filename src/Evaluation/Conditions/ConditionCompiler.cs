namespace Actors.Evaluation;

/// <summary>What does this published condition ask? Parsed once, so that evaluation only walks a tree.</summary>
internal sealed class ConditionCompiler
{
    private readonly Findings _findings;
    private readonly OperatorCompiler _operators;
    private readonly VocabularyBuilder? _vocabulary;
    private bool _isUsable = true;
    private int _elementDepth;

    /// <param name="vocabulary">Of a subject's attributes; null when any other value is asked.</param>
    public ConditionCompiler(Findings findings, SavedGroups groups, VocabularyBuilder? vocabulary = null)
    {
        _findings = findings;
        _vocabulary = vocabulary;
        _operators = new OperatorCompiler(findings, groups, CompileForElement);
    }

    /// <summary>Whether the condition is one feature's own, even when another's is written the same.</summary>
    public bool HasOwn => _operators.HasOwn;

    /// <summary>Null when the rule must be left out; why is then among the findings.</summary>
    public Condition? Compile(ScriptValue condition, string path)
    {
        var compiled = CompileObject(condition, path);
        return _isUsable ? compiled : null;
    }

    // An element of a list has names of its own, no slots.
    private Condition CompileForElement(ScriptValue condition, string path)
    {
        _elementDepth++;
        var compiled = CompileObject(condition, path);
        _elementDepth--;
        return compiled;
    }

    private Condition CompileObject(ScriptValue condition, string path)
    {
        if (condition.Kind != ScriptKind.Object)
        {
            Refuse(path, "A condition must be an object; the rule is left out.");
            return new AllOf([]);
        }
        var entries = new Condition[condition.Members.Length];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = CompileEntry(condition.Members[i].NameAsString, condition.Members[i].Value, path);
        return entries.Length == 1 ? entries[0] : new AllOf(entries);
    }

    private Condition CompileEntry(string name, in ScriptValue operand, string parent)
    {
        var path = Findings.Below(parent, name);
        return name switch
        {
            "$and" => new AllOf(CompileList(operand, path)),
            "$or" => new AnyOf(CompileList(operand, path)),
            "$nor" => new NotThat(new AnyOf(CompileList(operand, path))),
            "$not" => new NotThat(CompileObject(operand, path)),
            _ => new AttributeIs(
                new AttributePath(name, _elementDepth == 0 ? _vocabulary : null),
                _operators.CompileTest(operand, path),
                operand),
        };
    }

    private Condition[] CompileList(in ScriptValue operand, string path)
    {
        if (operand.Kind != ScriptKind.List)
        {
            Refuse(path, "This operator takes a list of conditions; the rule is left out.");
            return [];
        }
        var conditions = new Condition[operand.Items.Length];
        for (var i = 0; i < conditions.Length; i++)
            conditions[i] = CompileObject(operand.Items[i], $"{path}/{i}");
        return conditions;
    }

    private void Refuse(string path, string message)
    {
        _findings.Add(path, "malformed-condition", message);
        _isUsable = false;
    }
}
