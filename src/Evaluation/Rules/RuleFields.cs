namespace Actors.Evaluation;

/// <summary>What do the members of a published rule say? What is of the wrong type makes the rule unusable.</summary>
/// <remarks>A member that is null is taken as absent, except where its absence would include everybody.</remarks>
internal sealed class RuleFields(in ScriptValue rule, string path, Findings findings)
{
    private readonly ScriptValue _rule = rule;

    /// <summary>False once something was found that leaves the rule out; why is among the findings.</summary>
    public bool IsUsable { get; private set; } = true;

    public Findings Findings => findings;

    /// <summary>The member, unless it is absent or null.</summary>
    public ScriptValue? Member(string key) =>
        _rule.Step(key) is { Kind: not ScriptKind.Null } given ? given : null;

    public bool Has(string key) => _rule.Step(key) is not null;

    public bool IsTruthy(string key) => Member(key) is { IsTruthy: true };

    public string PathOf(string key) => Findings.Below(path, key);

    /// <summary>A text that is not empty, or the other one.</summary>
    public string Text(string key, string otherwise) => OptionalText(key) ?? otherwise;

    /// <summary>A text that is not empty, or null.</summary>
    public string? OptionalText(string key)
    {
        if (Member(key) is not { } given)
            return null;
        if (given.Kind != ScriptKind.Text)
            LeaveOut(key, $"\"{key}\" must be a text");
        return given is { Kind: ScriptKind.Text, IsTruthy: true } ? given.ToText() : null;
    }

    /// <summary>
    /// A number, or null where the key is absent. A null is no number: it would turn a share into everybody.
    /// </summary>
    public double? Number(string key)
    {
        if (_rule.Step(key) is not { } given)
            return null;
        if (given.Kind == ScriptKind.Number)
            return given.Number;
        LeaveOut(key, $"The {key} must be a number");
        return null;
    }

    /// <summary>0 or a version of sticky buckets; 0 where it is absent.</summary>
    public double Version(string key)
    {
        if (Member(key) is not { } given)
            return 0;
        if (given.Kind != ScriptKind.Number)
            LeaveOut(key, $"\"{key}\" must be a number");
        return given.Kind == ScriptKind.Number ? given.Number : 0;
    }

    /// <summary>1 or 2; 0, which draws no bucket, where it is anything else.</summary>
    public int HashVersion(string key, int otherwise)
    {
        if (_rule.Step(key) is not { IsTruthy: true } version)
            return otherwise;
        if (version is { Kind: ScriptKind.Number, Number: 1 or 2 })
            return (int)version.Number;
        findings.Add(
            PathOf(key), "unknown-hash-version", "The hash versions are 1 and 2; this one includes nobody.");
        return 0;
    }

    /// <summary>The items of a list, or null where there is none.</summary>
    public ScriptValue[]? List(string key)
    {
        if (Member(key) is not { } given)
            return null;
        if (given.Kind == ScriptKind.List)
            return given.Items.ToArray();
        LeaveOut(key, $"\"{key}\" must be a list");
        return null;
    }

    /// <summary>The numbers of a list, or null where there is none.</summary>
    public double[]? Numbers(string key)
    {
        var items = List(key);
        if (items is null || items.All(item => item.Kind == ScriptKind.Number))
            return items?.Select(item => item.Number).ToArray();
        LeaveOut(key, $"\"{key}\" must be a list of numbers");
        return null;
    }

    /// <summary>One range, or null where there is none.</summary>
    public BucketRange? Range(string key)
    {
        if (Member(key) is not { } given)
            return null;
        if (TryRange(given, out var range))
            return range;
        LeaveOut(key, $"\"{key}\" must be two numbers");
        return null;
    }

    /// <summary>The ranges of a list, or null where there is none.</summary>
    public BucketRange[]? Ranges(string key)
    {
        if (List(key) is not { } items)
            return null;
        var ranges = new BucketRange[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            if (!TryRange(items[i], out ranges[i]))
                LeaveOut(key, $"\"{key}\" must be a list of pairs of numbers");
        }
        return ranges;
    }

    /// <summary>The objects of a list, each with members of its own, or null where there is none.</summary>
    public RuleFields[]? Objects(string key)
    {
        if (List(key) is not { } items)
            return null;
        if (items.Any(item => item.Kind != ScriptKind.Object))
            LeaveOut(key, $"\"{key}\" must be a list of objects");
        return [.. items.Select((item, index) => new RuleFields(item, $"{PathOf(key)}/{index}", findings))];
    }

    /// <summary>Takes over what was found in a part of the rule.</summary>
    public void Include(RuleFields part) => IsUsable &= part.IsUsable;

    /// <summary>The rule cannot be evaluated whole, so it is not evaluated at all.</summary>
    /// <param name="key">The member that is wrong; empty for the rule as a whole.</param>
    public void LeaveOut(string key, string message, string code = "malformed-rule")
    {
        findings.Add(key.Length == 0 ? path : PathOf(key), code, message + "; the rule is left out.");
        IsUsable = false;
    }

    /// <summary>The rule cannot be evaluated, for a reason that is among the findings.</summary>
    public void LeaveOut() => IsUsable = false;

    private static bool TryRange(in ScriptValue value, out BucketRange range)
    {
        range = default;
        if (value.Kind != ScriptKind.List || value.Items.Length < 2)
            return false;
        var (start, end) = (value.Items[0], value.Items[1]);
        range = new BucketRange(start.Number, end.Number);
        return start.Kind == ScriptKind.Number && end.Kind == ScriptKind.Number;
    }
}
