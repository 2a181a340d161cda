using System.Reflection;
using System.Runtime.CompilerServices;

namespace Actors.Architecture.Tests;

/// <summary>What is written of one member of a message?</summary>
/// <param name="Id">Its number on the wire, null when it has none and so is not written.</param>
/// <param name="Position">In the record's constructor, null when it is declared in the body.</param>
/// <param name="IsSettable">Whether it can be changed after construction.</param>
internal sealed record WireMember(string Name, Type Type, uint? Id, int? Position, bool IsSettable)
{
    public static WireMember Of(MemberInfo member, Type type, Dictionary<string, int> positions) =>
        new(
            member.Name,
            type,
            member.GetCustomAttribute<IdAttribute>()?.Id,
            positions.TryGetValue(member.Name, out var position) ? position : null,
            member is PropertyInfo property ? IsOpen(property.SetMethod) : !((FieldInfo)member).IsInitOnly);

    private static bool IsOpen(MethodInfo? setter) =>
        setter is not null
        && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
