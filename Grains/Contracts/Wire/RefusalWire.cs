using System.Collections.Immutable;
using Actors.Foundation;

namespace Actors.Contracts.Wire;

[GenerateSerializer, Alias("refusal")]
internal struct RefusalWire
{
    [Id(0)] public string Code;
    [Id(1)] public string Message;
    [Id(2)] public ImmutableArray<Problem> Problems;
}

[RegisterConverter]
internal sealed class RefusalConverter : IConverter<Refusal, RefusalWire>
{
    public Refusal ConvertFromSurrogate(in RefusalWire wire) =>
        new(wire.Code, wire.Message) { Problems = wire.Problems.IsDefault ? [] : wire.Problems };

    public RefusalWire ConvertToSurrogate(in Refusal value) =>
        new() { Code = value.Code, Message = value.Message, Problems = value.Problems };
}

[GenerateSerializer, Alias("problem")]
internal struct ProblemWire
{
    [Id(0)] public string Path;
    [Id(1)] public string Code;
    [Id(2)] public string Message;
}

[RegisterConverter]
internal sealed class ProblemConverter : IConverter<Problem, ProblemWire>
{
    public Problem ConvertFromSurrogate(in ProblemWire wire) => new(wire.Path, wire.Code, wire.Message);

    public ProblemWire ConvertToSurrogate(in Problem value) =>
        new() { Path = value.Path, Code = value.Code, Message = value.Message };
}
