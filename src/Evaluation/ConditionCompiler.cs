namespace Actors.Evaluation;

/// <summary>What does this published condition ask? Parsed once, so that evaluation only walks a tree.</summary>
internal sealed class ConditionCompiler(Findings findings)
{
    private bool _isUsable = true;

    /// <summary>Null when the rule must be left out; why is then among the findings.</summary>
    public Condition? Compile(ScriptValue condition, string path)
    {
        var compiled = CompileObject(condition, path);
        return _isUsable ? compiled : null;
    }

    private AllOf CompileObject(ScriptValue condition, string path)
    {
        if (condition.Kind == ScriptKind.Object)
            return new AllOf([.. condition.Members.ToArray().Select(entry => CompileEntry(entry.NameAsString, entry.Value, path))]);
        Refuse(path, "malformed-condition", "A condition must be an object; the rule is left out.");
        return new AllOf([]);
    }

    private Condition CompileEntry(string name, ScriptValue operand, string parent)
    {
        var path = Findings.Below(parent, name);
        return name switch
        {
            "$and" => new AllOf(CompileList(operand, path)),
            "$or" => new AnyOf(CompileList(operand, path)),
            "$nor" => new NotThat(new AnyOf(CompileList(operand, path))),
            "$not" => new NotThat(CompileObject(operand, path)),
            _ => new AttributeIs(new AttributePath(name), CompileTest(operand, path)),
        };
    }

    private Condition[] CompileList(ScriptValue operand, string path)
    {
        if (operand.Kind == ScriptKind.List)
            return [.. operand.Items.ToArray().Select((item, index) => CompileObject(item, $"{path}/{index}"))];
        Refuse(path, "malformed-condition", "This operator takes a list of conditions; the rule is left out.");
        return [];
    }

    private ValueTest CompileTest(ScriptValue operand, string path) => operand.Kind switch
    {
        ScriptKind.Text => new ReadsAs(operand.ToText()),
        ScriptKind.Number => new CountsAs(operand.Number),
        ScriptKind.Boolean => new HasTruth(operand.IsTruthy),
        ScriptKind.Null => new EqualsStrictly(operand),
        ScriptKind.Object when HoldsOnlyOperators(operand) => CompileOperators(operand, path),
        _ => new IsWrittenAs(operand),
    };

    private static bool HoldsOnlyOperators(ScriptValue operand) =>
        operand.Members.Length > 0 && operand.Members.ToArray().All(member => member.Name.StartsWith('$'));

    private ValueTest CompileOperators(ScriptValue operators, string parent)
    {
        ValueTest[] tests = [.. operators.Members.ToArray().Select(
            entry => CompileOperator(entry.NameAsString, entry.Value, Findings.Below(parent, entry.NameAsString)))];
        return tests.Length == 1 ? tests[0] : new PassesAll(tests);
    }

    private ValueTest CompileOperator(string name, ScriptValue operand, string path) => name switch
    {
        "$eq" => new EqualsStrictly(operand),
        "$ne" => new Fails(new EqualsStrictly(operand)),
        "$lt" => new Compares(Relation.Less, operand),
        "$lte" => new Compares(Relation.LessOrEqual, operand),
        "$gt" => new Compares(Relation.Greater, operand),
        "$gte" => new Compares(Relation.GreaterOrEqual, operand),
        "$exists" => new Exists(operand.IsTruthy),
        "$not" => new Fails(CompileTest(operand, path)),
        "$in" when operand.Kind == ScriptKind.List => new IsIn(operand.Items),
        "$nin" when operand.Kind == ScriptKind.List => new Fails(new IsIn(operand.Items)),
        "$in" or "$nin" => AlwaysFalse(path, "unusable-operand", $"{name} takes a list; without one it is false."),
        _ when Dialect.LaterOperators.Contains(name) => NotYet(name, path),
        _ => AlwaysFalse(path, "unknown-operator", $"There is no operator {name} for a value; it is false."),
    };

    private Never AlwaysFalse(string path, string code, string message)
    {
        findings.Add(path, code, message);
        return new Never();
    }

    private Never NotYet(string name, string path)
    {
        Refuse(path, "not-evaluated-yet", $"{name} is not evaluated yet; the rule is left out.");
        return new Never();
    }

    private void Refuse(string path, string code, string message)
    {
        findings.Add(path, code, message);
        _isUsable = false;
    }
}
