using System.Collections.Immutable;

namespace Actors.Architecture.Tests;

/// <summary>A small contract that keeps every rule, to see that none complains and how it reads.</summary>
public static class GoodContracts
{
    public enum Size
    {
        Small = 0,
        Large = 10,
    }

    [Alias("shop-grain")]
    public interface IShop : IGrainWithStringKey
    {
        [Alias("watch")]
        IAsyncEnumerable<Order> Watch(long after, CancellationToken cancellation);

        [Alias("price")]
        Task<double?> Price(Order order, CancellationToken cancellation);
    }

    [GenerateSerializer, Alias("order")]
    public sealed record Order([property: Id(1)] string Item, [property: Id(0)] Size Size)
    {
        [Id(4)] public int? Count { get; init; }

        [Id(3)] public ImmutableArray<Label> Labels { get; init; } = [];

        public bool IsLarge => Size == Size.Large;
    }

    public sealed record Label(string Text);

    [GenerateSerializer, Alias("label")]
    public struct LabelWire
    {
        [Id(0)] internal string Text;
    }

    public sealed class LabelConverter : IConverter<Label, LabelWire>
    {
        public Label ConvertFromSurrogate(in LabelWire surrogate) => new(surrogate.Text);

        public LabelWire ConvertToSurrogate(in Label value) => new() { Text = value.Text };
    }

    [GrainType("shop")]
    public sealed class Shop([PersistentState("shop")] IPersistentState<Order> state) : Grain
    {
        public Order Read() => state.State;
    }
}
