using Actors.Foundation;

namespace Actors.Allocation.Tests;

internal static class Outcome
{
    public static T Accepted<T>(this Decision<T> decision) =>
        Assert.IsType<Decision<T>.Accepted>(decision).Next;

    public static Refusal Refused<T>(this Decision<T> decision) => Assert.IsType<Decision<T>.Refused>(decision).Reason;
}
