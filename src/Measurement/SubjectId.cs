using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Actors.Measurement;

/// <summary>About whom is an event? An attribute that experiments hash, such as "id", and its value.</summary>
[GenerateSerializer, Immutable, Alias("subject-id")]
public readonly record struct SubjectId([property: Id(0)] string Attribute, [property: Id(1)] string Value)
{
    /// <summary>
    /// The same for ever and in every process: it says in which partition a subject's events are, and where in it.
    /// </summary>
    public ulong Hash => XxHash3.HashToUInt64(
        MemoryMarshal.AsBytes(Value.AsSpan()),
        (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(Attribute.AsSpan())));

    /// <summary>Who writes the events of this subject, 0 to <see cref="EventLimits.Partitions"/> - 1.</summary>
    public int Partition => (int)(Hash % EventLimits.Partitions);

    /// <summary>Where in the log's index a subject's events stand together; others may share it, rarely.</summary>
    public uint Place => (uint)(Hash >> 32);

    public override string ToString() => $"{Attribute}={Value}";
}
