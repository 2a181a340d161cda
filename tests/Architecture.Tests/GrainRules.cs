namespace Actors.Architecture.Tests;

/// <summary>What must be true of every grain class, so that its state is its own and survives a renaming?</summary>
internal static class GrainRules
{
    private static readonly Type[] _changeable =
    [
        typeof(List<>), typeof(Dictionary<,>), typeof(SortedDictionary<,>), typeof(HashSet<>), typeof(SortedSet<>),
        typeof(Queue<>), typeof(Stack<>),
        typeof(ICollection<>), typeof(IList<>), typeof(ISet<>), typeof(IDictionary<,>),
    ];

    public static IEnumerable<string> MissingTypes(Wire wire) =>
        wire.Grains.Where(grain => GrainType(grain) is null).Select(grain => $"{grain} has no [GrainType]");

    public static IEnumerable<string> SharedTypes(Wire wire) =>
        WireRules.Shared(wire.Grains, GrainType, grain => grain.ToString());

    public static IEnumerable<string> SharedStates(Wire wire) =>
        WireRules.Shared(
            wire.Grains.SelectMany(Wire.States, (grain, state) => (Grain: grain, state.Name)),
            state => state.Name,
            state => state.Grain.ToString());

    public static IEnumerable<string> InheritedStates(Wire wire) =>
        from type in wire.Types
        where type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(Grain<>)
        select $"{type} is a Grain<TState>";

    public static IEnumerable<string> OddStates(Wire wire) =>
        from grain in wire.Grains
        from state in Wire.States(grain)
        where !IsState(state.Parameter)
        select $"{grain} takes state \"{state.Name}\" as {state.Parameter}, not as IPersistentState<T>";

    /// <summary>
    /// Storage serialises a state while interleaved calls run: whatever a state reaches must not change beneath it.
    /// </summary>
    public static IEnumerable<string> ChangeableStates(Wire wire) =>
        from grain in wire.Grains
        from state in Wire.States(grain)
        where IsState(state.Parameter)
        from part in wire.Reach([state.Parameter.GetGenericArguments()[0]])
        where Changeable(wire, part)
        select $"{grain} keeps in \"{state.Name}\" a {part}, which can change";

    public static string? GrainType(Type grain) =>
        (string?)grain.GetCustomAttributesData()
            .FirstOrDefault(data => data.AttributeType == typeof(GrainTypeAttribute))?.ConstructorArguments[0].Value;

    private static bool IsState(Type parameter) =>
        parameter.IsGenericType && parameter.GetGenericTypeDefinition() == typeof(IPersistentState<>);

    private static bool Changeable(Wire wire, Type part)
    {
        var definition = part.IsGenericType ? part.GetGenericTypeDefinition() : part;
        return part.IsArray
            || _changeable.Contains(definition)
            || wire.Types.Contains(definition)
                && !wire.Surrogates.ContainsValue(definition)
                && !definition.IsEnum
                && Wire.Members(definition).Any(member => member.IsSettable);
    }
}
