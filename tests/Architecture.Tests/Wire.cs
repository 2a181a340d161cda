using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Actors.Architecture.Tests;

/// <summary>Which of some types travel between processes or rest in storage, and what is written of each?</summary>
internal sealed class Wire
{
    private const BindingFlags Own =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public Wire(IEnumerable<Type> types)
    {
        Types = [.. types.Where(IsWritten).OrderBy(type => type.FullName, StringComparer.Ordinal)];
        Interfaces = [.. Types.Where(type => type.IsInterface && type.IsAssignableTo(typeof(IAddressable)))];
        Grains = [.. Types.Where(type => type is { IsClass: true, IsAbstract: false } && IsGrain(type))];
        Messages = [.. Types.Where(IsMessage)];
        Surrogates = Types.SelectMany(Conversions).ToImmutableDictionary(pair => pair.Of, pair => pair.Surrogate);
    }

    /// <summary>Every type of this repository that the grains, their contracts and the cores are made of.</summary>
    public static Wire Built { get; } = new(
        Directory.EnumerateFiles(AppContext.BaseDirectory, "Actors.*.dll")
            .Where(path => !path.EndsWith(".Tests.dll", StringComparison.Ordinal))
            .SelectMany(path => Assembly.Load(Path.GetFileNameWithoutExtension(path)).GetTypes()));

    public ImmutableArray<Type> Types { get; }

    public ImmutableArray<Type> Interfaces { get; }

    public ImmutableArray<Type> Grains { get; }

    public ImmutableArray<Type> Messages { get; }

    /// <summary>What is written in place of a type that knows nothing of Orleans.</summary>
    public ImmutableDictionary<Type, Type> Surrogates { get; }

    public static bool IsMessage(Type type) => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);

    public static string? AliasOf(MemberInfo member) =>
        member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    public static IEnumerable<MethodInfo> Methods(Type grainInterface) => grainInterface.GetMethods(Own);

    /// <summary>The named states that a grain asks for in its constructor.</summary>
    public static IEnumerable<(string Name, Type Parameter)> States(Type grain) =>
        from constructor in grain.GetConstructors(Own)
        from parameter in constructor.GetParameters()
        let state = parameter.GetCustomAttribute<PersistentStateAttribute>()
        where state is not null
        select (state.StateName, parameter.ParameterType);

    /// <summary>What is kept of a message: its fields and automatic properties, by position, then by id.</summary>
    public static IEnumerable<WireMember> Members(Type message)
    {
        var positions = Positions(message);
        return message.GetProperties(Own)
            .Where(property => message.GetField($"<{property.Name}>k__BackingField", Own) is not null)
            .Select(property => WireMember.Of(property, property.PropertyType, positions))
            .Concat(message.GetFields(Own)
                .Where(field => !field.IsDefined(typeof(CompilerGeneratedAttribute)) && !field.Name.StartsWith('<'))
                .Where(field => !field.IsDefined(typeof(NonSerializedAttribute)))
                .Select(field => WireMember.Of(field, field.FieldType, positions)))
            .OrderBy(member => member.Position ?? int.MaxValue)
            .ThenBy(member => member.Id ?? uint.MaxValue);
    }

    /// <summary>A type and all that it is made of: type arguments, elements, members, surrogates, kinds.</summary>
    public IReadOnlyCollection<Type> Reach(IEnumerable<Type> roots)
    {
        var seen = new HashSet<Type>();
        var open = new Stack<Type>(roots);
        while (open.TryPop(out var type))
        {
            if (seen.Add(type))
            {
                PartsOf(type).ToList().ForEach(open.Push);
            }
        }

        return seen;
    }

    private Type[] PartsOf(Type type)
    {
        if (type.HasElementType)
        {
            return [type.GetElementType()!];
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var arguments = type.GetGenericArguments();
        if (Surrogates.TryGetValue(definition, out var surrogate))
        {
            return [.. arguments, surrogate];
        }

        return IsMessage(definition) && !definition.IsEnum
            ? [.. arguments, .. Members(definition).Select(part => part.Type), .. Kinds(definition)]
            : arguments;
    }

    private IEnumerable<Type> Kinds(Type definition) => Types.Where(type => type.BaseType == definition);

    // A record's constructor names its parameters as its properties; others start in lower case.
    private static Dictionary<string, int> Positions(Type message) =>
        message.GetConstructors(Own)
            .Select(constructor => constructor.GetParameters())
            .Where(parameters => parameters.Length > 0
                && parameters.All(parameter => message.GetProperty(parameter.Name!, Own) is not null))
            .SelectMany(parameters => parameters)
            .ToDictionary(parameter => parameter.Name!, parameter => parameter.Position);

    private static bool IsWritten(Type type) =>
        !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && type.Namespace?.StartsWith("OrleansCodeGen", StringComparison.Ordinal) != true;

    private static bool IsGrain(Type type) =>
        type.IsAssignableTo(typeof(IGrainBase)) || type.IsAssignableTo(typeof(IGrain));

    private static IEnumerable<(Type Of, Type Surrogate)> Conversions(Type converter) =>
        converter.GetInterfaces()
            .Where(port => port.IsGenericType && port.GetGenericTypeDefinition() == typeof(IConverter<,>))
            .Select(port => port.GetGenericArguments())
            .Select(sides => (sides[0], sides[1]));
}
