using Actors.Foundation;

namespace Actors.Experiments.Tests;

internal static class Outcome
{
    public static T Accepted<T>(this Decision<T> decision) => decision switch
    {
        Decision<T>.Accepted accepted => accepted.Next,
        Decision<T>.Refused { Reason: var reason } => throw new InvalidOperationException(
            $"Refused: {reason.Code} {string.Join("; ", reason.Problems)}"),
        _ => throw new InvalidOperationException(),
    };

    public static Refusal Refused<T>(this Decision<T> decision) => Assert.IsType<Decision<T>.Refused>(decision).Reason;

    public static void IsRefused<T>(this Decision<T> decision, string code) =>
        Assert.Equal(code, decision.Refused().Code);
}
