namespace Actors.Evaluation;

/// <summary>What does a published operand ask of one value?</summary>
/// <param name="findings">Where it is said what was not understood.</param>
/// <param name="groups">What <c>$inGroup</c> looks up.</param>
/// <param name="compileCondition">How a whole condition is compiled: <c>$elemMatch</c> may hold one.</param>
internal sealed class OperatorCompiler(
    Findings findings, SavedGroups groups, Func<ScriptValue, string, Condition> compileCondition)
{
    /// <summary>
    /// Whether something compiled so far is one feature's own: a pattern, which counts with its feature, or a saved
    /// group, whose members change.
    /// </summary>
    public bool HasOwn { get; private set; }

    public ValueTest CompileTest(in ScriptValue operand, string path, bool ignoresCase = false) => operand.Kind switch
    {
        ScriptKind.Text when ignoresCase => new ReadsAsInAnyCase(operand.ToText()),
        ScriptKind.Text => new ReadsAs(operand.ToText()),
        ScriptKind.Number => new CountsAs(operand.Number),
        ScriptKind.Boolean => new HasTruth(operand.IsTruthy),
        ScriptKind.Null => new EqualsStrictly(operand),
        ScriptKind.Object when HoldsOnlyOperators(operand) => CompileOperators(operand, path),
        _ => new IsWrittenAs(operand),
    };

    private static bool HoldsOnlyOperators(in ScriptValue operand)
    {
        foreach (ref readonly var member in operand.Members)
        {
            if (!member.Name.StartsWith('$'))
                return false;
        }
        return !operand.Members.IsEmpty;
    }

    private ValueTest CompileOperators(in ScriptValue operators, string parent)
    {
        var tests = new ValueTest[operators.Members.Length];
        for (var i = 0; i < tests.Length; i++)
        {
            var (name, operand) = operators.Members[i];
            tests[i] = CompileOperator(name, operand, Findings.Below(parent, name));
        }
        return tests.Length == 1 ? tests[0] : new PassesAll(tests);
    }

    private ValueTest CompileOperator(string name, in ScriptValue operand, string path) => name switch
    {
        "$eq" => new EqualsStrictly(operand),
        "$ne" => new Fails(new EqualsStrictly(operand)),
        "$lt" => new Compares(Relation.Less, operand),
        "$lte" => new Compares(Relation.LessOrEqual, operand),
        "$gt" => new Compares(Relation.Greater, operand),
        "$gte" => new Compares(Relation.GreaterOrEqual, operand),
        "$veq" => new ComparesAsVersion(Relation.Equal, operand),
        "$vne" => new Fails(new ComparesAsVersion(Relation.Equal, operand)),
        "$vlt" => new ComparesAsVersion(Relation.Less, operand),
        "$vlte" => new ComparesAsVersion(Relation.LessOrEqual, operand),
        "$vgt" => new ComparesAsVersion(Relation.Greater, operand),
        "$vgte" => new ComparesAsVersion(Relation.GreaterOrEqual, operand),
        "$exists" => new Exists(operand.IsTruthy),
        "$not" => new Fails(CompileTest(operand, path)),
        "$size" => new HasLength(CompileTest(operand, path)),
        "$inGroup" => new IsIn(Group(operand, path)),
        "$notInGroup" => new Fails(new IsIn(Group(operand, path))),
        "$in" or "$nin" or "$ini" or "$nini" or "$all" or "$alli" => CompileList(name, operand, path),
        "$regex" or "$regexi" => CompilePattern(name, operand, path),
        "$elemMatch" => CompileElement(operand, path),
        "$type" => CompileType(operand, path),
        _ => AlwaysFalse(path, "unknown-operator", $"There is no operator {name} for a value; it is false."),
    };

    private ValueTest CompileList(string name, in ScriptValue operand, string path)
    {
        if (operand.Kind != ScriptKind.List)
            return AlwaysFalse(path, "unusable-operand", $"{name} takes a list; without one it is false.");
        return name switch
        {
            "$in" => new IsIn(new ValueSet(operand.Items)),
            "$nin" => new Fails(new IsIn(new ValueSet(operand.Items))),
            "$ini" => new IsIn(new ValueSet(operand.Items, ignoresCase: true)),
            "$nini" => new Fails(new IsIn(new ValueSet(operand.Items, ignoresCase: true))),
            _ => CompileAll(operand, path, ignoresCase: name == "$alli"),
        };
    }

    private HasAll CompileAll(in ScriptValue operand, string path, bool ignoresCase)
    {
        var tests = new ValueTest[operand.Items.Length];
        for (var i = 0; i < tests.Length; i++)
            tests[i] = CompileTest(operand.Items[i], $"{path}/{i}", ignoresCase);
        return new HasAll(tests);
    }

    private ValueSet Group(in ScriptValue operand, string path)
    {
        var id = operand.ToText();
        HasOwn = true;
        findings.AsksFor(id);
        if (groups.TryFind(id, out var members))
            return members;
        findings.Add(path, "unknown-saved-group", $"There is no saved group \"{id}\"; it counts as empty.");
        return ValueSet.Empty;
    }

    private ValueTest CompilePattern(string name, in ScriptValue operand, string path)
    {
        if (operand.Kind != ScriptKind.Text)
            return AlwaysFalse(path, "unusable-operand", $"{name} takes a text; without one it is false.");
        var ignoresCase = name == "$regexi";
        var source = operand.ToText();
        HasOwn = true;
        if (ScriptPattern.TryCompile(source, ignoresCase, findings.Patterns, out var pattern, out var problem))
            return new HoldsMatch(pattern);
        return AlwaysFalse(path, "unusable-operand", $"{problem} The operator {name} is false.");
    }

    private ValueTest CompileElement(in ScriptValue operand, string path)
    {
        if (operand.Kind != ScriptKind.Object)
            return AlwaysFalse(path, "unusable-operand", "$elemMatch takes an object; without one it is false.");
        return new HasElement(HoldsOnlyOperators(operand)
            ? CompileOperators(operand, path)
            : new Satisfies(compileCondition(operand, path)));
    }

    private ValueTest CompileType(in ScriptValue operand, string path) => operand.Text switch
    {
        "null" => new IsOfKind(ScriptKind.Null),
        "boolean" => new IsOfKind(ScriptKind.Boolean),
        "number" => new IsOfKind(ScriptKind.Number),
        "string" => new IsOfKind(ScriptKind.Text),
        "array" => new IsOfKind(ScriptKind.List),
        "object" => new IsOfKind(ScriptKind.Object),
        _ => AlwaysFalse(path, "unusable-operand", "No value in JSON has this type; $type is false."),
    };

    private Never AlwaysFalse(string path, string code, string message)
    {
        findings.Add(path, code, message);
        return new Never();
    }
}
