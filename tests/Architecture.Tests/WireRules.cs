namespace Actors.Architecture.Tests;

/// <summary>What must be true of everything that travels, so that two versions understand each other?</summary>
internal static class WireRules
{
    private static readonly Type[] _answers =
        [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    public static IEnumerable<string> MissingAliases(Wire wire) =>
    [
        .. from type in wire.Interfaces.Concat(wire.Messages)
           where Wire.AliasOf(type) is null
           select $"{type} has no [Alias]",
        .. from type in wire.Interfaces
           from method in Wire.Methods(type)
           where Wire.AliasOf(method) is null
           select $"{type}.{method.Name} has no [Alias]",
        .. from type in wire.Messages
           where type.IsGenericTypeDefinition
           let arity = $"`{type.GetGenericArguments().Length}"
           where Wire.AliasOf(type)?.EndsWith(arity, StringComparison.Ordinal) == false
           select $"the [Alias] of {type} does not end with {arity}",
    ];

    public static IEnumerable<string> SharedAliases(Wire wire) =>
    [
        .. Shared(wire.Interfaces.Concat(wire.Messages), Wire.AliasOf, type => type.ToString()),
        .. wire.Interfaces.SelectMany(type =>
            Shared(Wire.Methods(type), Wire.AliasOf, method => $"{type}.{method.Name}")),
    ];

    public static IEnumerable<string> MissingIds(Wire wire) =>
        from type in wire.Messages
        where !type.IsEnum
        from member in Wire.Members(type)
        where member.Id is null
        select $"{type}.{member.Name} has no [Id]";

    public static IEnumerable<string> SharedIds(Wire wire) =>
        wire.Messages.SelectMany(type => Shared(
            Wire.Members(type), member => member.Id?.ToString(), member => $"{type}.{member.Name}"));

    /// <summary>Types that compile but fail when the first of them is sent.</summary>
    public static IEnumerable<string> Unsendable(Wire wire)
    {
        var sent = from type in wire.Interfaces
                   from method in Wire.Methods(type)
                   from part in method.GetParameters().Select(parameter => parameter.ParameterType)
                       .Append(method.ReturnType)
                   select part;
        var kept = wire.Grains.SelectMany(Wire.States).SelectMany(state => state.Parameter.GetGenericArguments());
        return from type in wire.Reach([.. sent, .. kept, .. wire.Messages])
               let definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type
               where wire.Types.Contains(definition) && !CanTravel(wire, definition)
               select $"{definition} has no [GenerateSerializer] and no converter";
    }

    public static IEnumerable<string> OddMethods(Wire wire) =>
        from type in wire.Interfaces
        from method in Wire.Methods(type)
        let answer = method.ReturnType
        from oddity in new[]
        {
            method.Name.EndsWith("Async", StringComparison.Ordinal) ? "ends with Async" : "",
            method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)
                ? "does not take a CancellationToken last"
                : "",
            !_answers.Contains(answer.IsGenericType ? answer.GetGenericTypeDefinition() : answer)
                ? "answers neither a task nor a stream"
                : "",
        }
        where oddity.Length > 0
        select $"{type}.{method.Name} {oddity}";

    /// <summary>Messages that can be changed. A surrogate is none: it lives for the length of one conversion.</summary>
    public static IEnumerable<string> Mutable(Wire wire) =>
        from type in wire.Messages.Except(wire.Surrogates.Values)
        where !type.IsEnum
        from member in Wire.Members(type)
        where member.IsSettable
        select $"{type}.{member.Name} can be set";

    /// <summary>What the strings of some things have in common.</summary>
    public static IEnumerable<string> Shared<T>(IEnumerable<T> things, Func<T, string?> key, Func<T, string> name) =>
        from thing in things
        let word = key(thing)
        where word is not null
        group name(thing) by word into sharers
        where sharers.Count() > 1
        select $"\"{sharers.Key}\" is shared by {string.Join(", ", sharers)}";

    private static bool CanTravel(Wire wire, Type type) =>
        type.IsEnum
        || Wire.IsMessage(type)
        || wire.Surrogates.ContainsKey(type)
        || type.IsAssignableTo(typeof(IAddressable));
}
