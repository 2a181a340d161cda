using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>Whom does a published rule concern? What we cannot evaluate whole is left out whole.</summary>
internal sealed class RuleCompiler(string featureKey, Findings findings)
{
    /// <summary>Null when the rule is left out; why is then among the findings.</summary>
    public CompiledRule? Compile(JsonElement element, int index)
    {
        var path = $"/rules/{index}";
        if (!TryReadRule(element, path, out var rule, out var value)
            || !TryCompileCondition(rule, path, out var condition)
            || !TryCompileRollout(rule, path, out var rollout))
            return null;
        var reason = rollout is null ? Reason.TargetingMatch : Reason.Split;
        var outcome = new Outcome(FeatureCompiler.Encode(value), reason, index, IdOf(rule));
        return new CompiledRule(condition, rollout, outcome);
    }

    private bool TryReadRule(
        JsonElement element, string path, out ScriptValue rule, out JsonElement value)
    {
        value = default;
        if (!ScriptReader.TryRead(element, out rule) || rule.Kind != ScriptKind.Object)
            return LeaveOut(path, "malformed-rule", "A rule must be an object of valid text");
        if (!UsesOnlyWhatWeEvaluate(rule, path))
            return false;
        return element.TryGetProperty("force", out value)
            || LeaveOut(path, "rule-without-effect", "The rule forces no value");
    }

    private bool UsesOnlyWhatWeEvaluate(ScriptValue rule, string path)
    {
        var isUsable = true;
        foreach (var (key, value) in rule.Members)
        {
            if (Dialect.LaterRuleKeys.Contains(key))
            {
                if (value.Kind == ScriptKind.Null)
                    continue;
                isUsable = LeaveOut(Findings.Below(path, key), "not-evaluated-yet", $"\"{key}\" is not evaluated yet");
            }
            else if (!Dialect.KnownRuleKeys.Contains(key))
            {
                findings.Add(
                    Findings.Below(path, key), "unknown-key", "This key means nothing; the rule holds without it.");
            }
        }
        return isUsable;
    }

    private bool TryCompileCondition(ScriptValue rule, string path, out Condition? condition)
    {
        condition = null;
        if (Member(rule, "condition") is not { } published)
            return true;
        condition = new ConditionCompiler(findings, SavedGroups.Empty).Compile(published, path + "/condition");
        return condition is not null;
    }

    private bool TryCompileRollout(ScriptValue rule, string path, out Rollout? rollout)
    {
        rollout = null;
        // A coverage of null is no number: read as "absent" it would turn a percentage into everybody.
        if (rule.Step("coverage") is not { } coverage)
            return true;
        if (coverage.Kind != ScriptKind.Number)
            return LeaveOut(path + "/coverage", "malformed-rule", "The coverage must be a number");
        if (!TryText(rule, "hashAttribute", "id", path, out var attribute)
            || !TryText(rule, "seed", featureKey, path, out var seed))
            return false;
        rollout = new Rollout(coverage.Number, attribute, seed, HashVersionOf(rule, path));
        return true;
    }

    private int HashVersionOf(ScriptValue rule, string path)
    {
        if (rule.Step("hashVersion") is not { IsTruthy: true } version)
            return 1;
        if (version is { Kind: ScriptKind.Number, Number: 1 or 2 })
            return (int)version.Number;
        findings.Add(
            path + "/hashVersion", "unknown-hash-version", "The hash versions are 1 and 2; the rule includes nobody.");
        return 0;
    }

    private bool TryText(ScriptValue rule, string key, string otherwise, string path, out string text)
    {
        text = otherwise;
        if (Member(rule, key) is not { } given)
            return true;
        if (given.Kind != ScriptKind.Text)
            return LeaveOut(Findings.Below(path, key), "malformed-rule", $"\"{key}\" must be a text");
        text = given.IsTruthy ? given.ToText() : otherwise;
        return true;
    }

    private static string? IdOf(ScriptValue rule) => Member(rule, "id") is { IsTruthy: true } id ? id.ToText() : null;

    private static ScriptValue? Member(ScriptValue rule, string key) =>
        rule.Step(key) is { Kind: not ScriptKind.Null } given ? given : null;

    // Always false, so that it can be returned in place.
    private bool LeaveOut(string path, string code, string message)
    {
        findings.Add(path, code, message + "; the rule is left out.");
        return false;
    }
}
