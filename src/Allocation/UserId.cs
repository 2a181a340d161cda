using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Actors.Allocation;

/// <summary>About whom is something kept? Written "project/environment/attribute/value".</summary>
/// <param name="Attribute">By which the subject is known, for example "id" or "deviceId".</param>
/// <param name="Value">The attribute's text, as a bucket's hash reads it. It may hold slashes.</param>
[GenerateSerializer, Immutable, Alias("user-id")]
public readonly record struct UserId(
    [property: Id(0)] string Project,
    [property: Id(1)] string Environment,
    [property: Id(2)] string Attribute,
    [property: Id(3)] string Value)
{
    /// <summary>UTF-16 code units.</summary>
    public const int MaxAttribute = 64;

    /// <summary>UTF-16 code units. What is longer is nobody of whom anything is kept.</summary>
    public const int MaxValue = 256;

    /// <summary>Stands for the subject without naming it, the same each time: for logs never erased.</summary>
    public string Pseudonym => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(ToString())).AsSpan(0, 16));

    public static bool TryParse(ReadOnlySpan<char> text, out UserId id)
    {
        id = default;
        Span<Range> parts = stackalloc Range[4];
        if (text.Split(parts, '/') != 4)
        {
            return false;
        }

        id = new(
            text[parts[0]].ToString(), text[parts[1]].ToString(), text[parts[2]].ToString(), text[parts[3]].ToString());
        return id.Project.Length > 0
            && id.Environment.Length > 0
            && IsAttribute(id.Attribute)
            && IsValue(id.Value);
    }

    /// <summary>Whether something may be kept of subjects that this attribute names.</summary>
    public static bool IsAttribute(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxAttribute && !text.Contains('/') && Texts.AreWellFormed(text);

    /// <summary>Whether something may be kept of a subject with this text.</summary>
    public static bool IsValue(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxValue && Texts.AreWellFormed(text);

    /// <summary>
    /// XXH3 (64 bits) of the text's UTF-16 code units, little endian. Two texts may share one: then the wrong one is
    /// asked about, and nothing is found.
    /// </summary>
    public static ulong HashOf(ReadOnlySpan<char> value) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(value));

    public override string ToString() => $"{Project}/{Environment}/{Attribute}/{Value}";
}
