using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>Which JavaScript value does this JSON hold? Of equal names the last one counts.</summary>
internal static class ScriptReader
{
    /// <summary>How many levels of lists and objects we follow, so that no text can exhaust the stack.</summary>
    public const int DepthLimit = 64;

    public static readonly JsonDocumentOptions Options = new() { MaxDepth = DepthLimit };

    /// <summary>False when the value is nested too deeply or holds a text that is not valid Unicode.</summary>
    public static bool TryRead(JsonElement element, out ScriptValue value)
    {
        value = default;
        try
        {
            if (Read(element, DepthLimit) is not { } read)
                return false;
            value = read;
            return true;
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json throws for half a surrogate pair or broken UTF-8 inside a text.
            return false;
        }
    }

    private static ScriptValue? Read(JsonElement element, int depthLeft) => element.ValueKind switch
    {
        JsonValueKind.Object => depthLeft > 0 ? ReadObject(element, depthLeft - 1) : null,
        JsonValueKind.Array => depthLeft > 0 ? ReadList(element, depthLeft - 1) : null,
        JsonValueKind.String => ScriptValue.Of(element.GetString()!),
        JsonValueKind.Number => ScriptValue.Of(element.GetDouble()),
        JsonValueKind.True => ScriptValue.True,
        JsonValueKind.False => ScriptValue.False,
        _ => ScriptValue.Null,
    };

    private static ScriptValue? ReadList(JsonElement list, int depthLeft)
    {
        var items = new ScriptValue[list.GetArrayLength()];
        var next = 0;
        foreach (var element in list.EnumerateArray())
        {
            if (Read(element, depthLeft) is not { } item)
                return null;
            items[next++] = item;
        }
        return ScriptValue.Of(items);
    }

    private static ScriptValue? ReadObject(JsonElement element, int depthLeft)
    {
        var members = new OrderedDictionary<string, ScriptValue>(StringComparer.Ordinal);
        var positions = 0;
        foreach (var property in element.EnumerateObject())
        {
            if (Read(property.Value, depthLeft) is not { } value)
                return null;
            var name = property.Name;
            members[name] = value;
            positions += ArrayIndex.TryParse(name, out _) ? 1 : 0;
        }
        return ScriptValue.Of([.. (positions == 0 ? members : InScriptOrder(members))
            .Select(member => new ScriptMember(ScriptValue.Of(member.Key), member.Value))]);
    }

    // JavaScript lists the members named like positions first, in ascending order, then the others as they came.
    private static IEnumerable<KeyValuePair<string, ScriptValue>> InScriptOrder(
        OrderedDictionary<string, ScriptValue> members) =>
        members.OrderBy(member => ArrayIndex.TryParse(member.Key, out var index) ? index : long.MaxValue);
}
