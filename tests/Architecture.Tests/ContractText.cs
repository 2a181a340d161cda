using System.Reflection;

namespace Actors.Architecture.Tests;

/// <summary>How does all that two versions share read as text, a line for each thing?</summary>
internal static class ContractText
{
    private static readonly Dictionary<Type, string> _words = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Of(Wire wire) =>
        string.Join("\n\n", Sections(wire).SelectMany(section => section.Order(StringComparer.Ordinal))) + "\n";

    private static IEnumerable<string>[] Sections(Wire wire) =>
        [Interfaces(wire), Messages(wire), Enums(wire), Grains(wire)];

    private static IEnumerable<string> Interfaces(Wire wire) =>
        from type in wire.Interfaces
        let head = $"interface \"{Wire.AliasOf(type)}\" {type.FullName} : {string.Join(", ", Ports(type))}"
        select Paragraph(head, Wire.Methods(type)
            .OrderBy(Wire.AliasOf, StringComparer.Ordinal)
            .Select(method => $"\"{Wire.AliasOf(method)}\" {Signature(method)}"));

    private static IEnumerable<string> Messages(Wire wire) =>
        from type in wire.Messages
        where !type.IsEnum
        let head = $"message \"{Wire.AliasOf(type)}\" {type.FullName} : {Kind(type)}"
        select Paragraph(head, [.. Stands(wire, type), .. Wire.Members(type).Select(Member)]);

    private static IEnumerable<string> Enums(Wire wire) =>
        from type in wire.Reach([.. wire.Messages, .. wire.Interfaces.SelectMany(Wire.Methods).SelectMany(Types)])
        where type.IsEnum && wire.Types.Contains(type)
        let head = $"enum {type.FullName} : {Name(type.GetEnumUnderlyingType())}"
        select Paragraph(head, Enum.GetValues(type).Cast<Enum>().Select(value => $"{value:D} {value:G}"));

    private static IEnumerable<string> Grains(Wire wire) =>
        from type in wire.Grains
        let head = $"grain \"{GrainRules.GrainType(type)}\" {type.FullName}"
        select Paragraph(head, Wire.States(type).Select(state =>
            $"state \"{state.Name}\" {Name(state.Parameter)}").Order(StringComparer.Ordinal));

    private static string Paragraph(string head, IEnumerable<string> lines) =>
        string.Join("\n  ", lines.Prepend(head));

    private static string Member(WireMember member) =>
        $"{member.Id?.ToString() ?? "?"} {member.Name}: {Name(member.Type)}"
        + (member.Position is { } position ? $", parameter {position}" : "");

    private static string Signature(MethodInfo method)
    {
        var takes = method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}");
        return $"{method.Name}({string.Join(", ", takes)}) -> {Name(method.ReturnType)}";
    }

    private static string Kind(Type type) =>
        type.IsValueType ? "struct" : type.BaseType == typeof(object) ? "class" : Name(type.BaseType!);

    private static IEnumerable<string> Stands(Wire wire, Type type) =>
        wire.Surrogates.Where(pair => pair.Value == type).Select(pair => $"stands for {pair.Key.FullName}");

    private static IEnumerable<string> Ports(Type type) =>
        type.GetInterfaces().Except([typeof(IAddressable), typeof(IGrain)]).Select(Name).Order(StringComparer.Ordinal);

    private static IEnumerable<Type> Types(MethodInfo method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType);

    private static string Name(Type type)
    {
        if (_words.TryGetValue(type, out var word))
        {
            return word;
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"{Name(value)}?";
        }

        var name = type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : name;
    }
}
