namespace Actors.Evaluation;

/// <summary>
/// What does a subject get, and why? One of the few answers that a feature can give, made beforehand.
/// </summary>
public sealed class Outcome
{
    private readonly ScriptMember[] _asParent;

    internal Outcome(ReadOnlyMemory<byte> valueJson, ScriptValue value)
    {
        ValueJson = valueJson;
        IsOn = value.IsTruthy;
        _asParent = [new ScriptMember(ScriptValue.Of("value"), value)];
    }

    /// <summary>
    /// The value as compact UTF-8 JSON. Empty means that there is no value and the caller's own default holds; a
    /// published JSON <c>null</c> is the four bytes <c>null</c>.
    /// </summary>
    public ReadOnlyMemory<byte> ValueJson { get; }

    /// <summary>Why, as OFREP says it.</summary>
    public required Reason Reason { get; init; }

    /// <summary>Why, as GrowthBook says it.</summary>
    public required Source Source { get; init; }

    /// <summary>The zero-based position of the deciding rule as published; -1 when no rule decided.</summary>
    public int RuleIndex { get; init; } = -1;

    /// <summary>The deciding rule's <c>id</c>; null when it has none or no rule decided.</summary>
    public string? RuleId { get; init; }

    /// <summary>The key of an experiment's variation; null when no experiment decided.</summary>
    public string? Variant { get; init; }

    /// <summary>JavaScript's truthiness of the value: null, false, 0 and "" are off.</summary>
    public bool IsOn { get; }

    /// <summary>
    /// The flag of an OFREP answer: <c>{"key":…,"reason":…,"value":…,"variant":…,"metadata":{…}}</c>.
    /// </summary>
    public ReadOnlyMemory<byte> OfrepJson => NextOfrepJson.AsMemory(Math.Min(1, NextOfrepJson.Length));

    /// <summary>Whether <see cref="OfrepJson"/> has metadata: its last member, which is not empty.</summary>
    public bool HasMetadata { get; init; }

    /// <summary>No such feature; it has no key and therefore no answer.</summary>
    internal static Outcome NoFeature { get; } =
        new(default, ScriptValue.Null) { Reason = Reason.Unknown, Source = Source.UnknownFeature };

    /// <summary>Too many features stand behind one another.</summary>
    internal static Outcome Circle { get; } =
        new(default, ScriptValue.Null) { Reason = Reason.Unknown, Source = Source.CyclicPrerequisite };

    /// <summary><see cref="OfrepJson"/> as it follows another flag: with a comma before it.</summary>
    internal byte[] NextOfrepJson { get; init; } = [];

    /// <summary>The value that a caller forces.</summary>
    internal static Outcome Override(string key, System.Text.Json.JsonElement value) =>
        new OutcomeCompiler(key).Of(value, Reason.TargetingMatch, Source.Override, CompiledRuleName.None);

    /// <summary><c>"key":{"defaultValue":…</c>, of the answer of GrowthBook's remote evaluation; still open.</summary>
    internal byte[] RemoteJson { get; init; } = [];

    /// <summary><c>{"value": …}</c>, as another feature's prerequisite asks for it.</summary>
    internal ScriptValue AsParent => ScriptValue.Of(_asParent);
}
