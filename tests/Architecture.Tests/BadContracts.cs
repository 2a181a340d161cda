using System.Collections.Immutable;
using Orleans.Core;

namespace Actors.Architecture.Tests;

/// <summary>Every mistake that the rules of the wire and of grains know, to see that each is caught.</summary>
/// <remarks>Orleans generates no code for this project, so nothing here becomes a real grain.</remarks>
public static class BadContracts
{
    public interface IBad : IGrainWithStringKey
    {
        Task<Wrapped<InAnswer>> GetAsync(InArgument[] arguments);

        [Alias("fire")]
        void Fire(CancellationToken cancellation);

        [Alias("watch")]
        IAsyncEnumerable<GoodPart> Watch(long afterVersion, CancellationToken cancellation);
    }

    [Alias("same")]
    public interface ITwin : IGrainWithStringKey
    {
        [Alias("put")]
        Task Put(CancellationToken cancellation);

        [Alias("put")]
        Task PutAgain(CancellationToken cancellation);
    }

    [GenerateSerializer, Alias("same")]
    public sealed record Twin([property: Id(7)] int One, [property: Id(7)] int Two);

    [GenerateSerializer]
    public sealed record Bare(int Parameter)
    {
        internal string Field = "";

        public int Property { get; init; }

        public int Computed => Property + 1;
    }

    [GenerateSerializer, Alias("wrapped")]
    public sealed record Wrapped<T>([property: Id(0)] T Value, [property: Id(1)] ImmutableArray<InMember> Members);

    [GenerateSerializer, Alias("bad-state")]
    public sealed class BadState
    {
        [Id(0)] public int Count { get; set; }

        [Id(1)] public List<string> Names { get; init; } = [];

        [Id(2)] public ImmutableDictionary<string, InState?> Parts { get; init; } = [];

        [Id(3)] public GoodPart? Good { get; init; }

        [Id(4)] public int[] Numbers { get; init; } = [];
    }

    [GenerateSerializer, Alias("good-part")]
    public sealed record GoodPart([property: Id(0)] ImmutableArray<int> Values);

    [GenerateSerializer, Alias("kind")]
    public abstract record Kind;

    public sealed record DerivedKind : Kind;

    public sealed record InArgument;

    public sealed record InAnswer;

    public sealed record InMember;

    public sealed record InState;

    public sealed class Nameless([PersistentState("bad")] IPersistentState<BadState> state) : Grain
    {
        public BadState Read() => state.State;
    }

    [GrainType("twin")]
    public sealed class Twins([PersistentState("bad")] IPersistentState<BadState> state) : Grain
    {
        public BadState Read() => state.State;
    }

    [GrainType("twin")]
    public sealed class Odd([PersistentState("odd")] IStorage<BadState> state) : Grain
    {
        public BadState Read() => state.State;
    }

    [GrainType("heir")]
    public sealed class Heir : Grain<BadState>;
}
