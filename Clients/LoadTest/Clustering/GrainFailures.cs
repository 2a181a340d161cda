using Actors.Contracts;
using Actors.LoadTest.Measurement;

namespace Actors.LoadTest.Clustering;

/// <summary>What kind of failure is an exception of a grain call, in a word that can be counted?</summary>
internal static class GrainFailures
{
    public static Outcome Of(Exception exception) => exception switch
    {
        NotNowException => Outcome.Failure("not now", exception.Message),
        TimeoutException => Outcome.Failure("timeout", "No answer in time."),
        _ => Outcome.Failure("broken", exception.GetType().Name + ": " + exception.Message),
    };

    public static Outcome Of<T>(Answer<T> answer) => answer.Refusal is { } refusal
        ? Outcome.Failure(refusal.Code, refusal.Message)
        : new Outcome("ok", Failed: false);
}
