using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Measurement;
using Actors.Foundation;
using Actors.Gateway.Edge;
using Actors.Measurement;

namespace Actors.Gateway.Measurement;

/// <summary>Who writes each event, and what became of it? All of a subject go to one partition.</summary>
internal sealed class EventRouting(GrainCalls calls)
{
    /// <summary>Answers when all are durable: what became of each, by its index; of refused ones, nothing.</summary>
    /// <returns>The refusal of a partition when one has no room: the whole request is to be repeated.</returns>
    public async Task<Answer<EventOutcome[]>> Append(
        EnvironmentId environment, EventReading[] events, CancellationToken cancellation)
    {
        var indexes = new List<int>[EventLimits.Partitions];
        for (var index = 0; index < events.Length; index++)
        {
            if (events[index].Event is { } one) (indexes[one.Subject.Partition] ??= []).Add(index);
        }

        var outcomes = new EventOutcome[events.Length];
        var answers = await Task.WhenAll(indexes.Select((own, partition) => own is null
            ? Task.FromResult<Refusal?>(null)
            : Append(environment, partition, own, events, outcomes, cancellation)));
        return answers.FirstOrDefault(refusal => refusal is not null) is { } full ? full : outcomes;
    }

    private async Task<Refusal?> Append(
        EnvironmentId environment,
        int partition,
        List<int> indexes,
        EventReading[] events,
        EventOutcome[] outcomes,
        CancellationToken cancellation)
    {
        ImmutableArray<MeasuredEvent> own = [.. indexes.Select(index => events[index].Event!)];
        var answer = await calls.Call(
            (grains, token) => grains.GetEvents(environment, partition).Append(own, token), cancellation);
        if (answer.Refusal is not null) return answer.Refusal;
        for (var index = 0; index < indexes.Count; index++) outcomes[indexes[index]] = answer.Value[index];
        return null;
    }
}
