using System.Collections.Immutable;
using Actors.Contracts;
using Actors.Contracts.Measurement;
using Actors.Measurement;

namespace Actors.Implementation.Measurement;

/// <summary>What does a partition do next? It writes, counts, follows the plan, catches up, and keeps.</summary>
/// <remarks>
/// One thing after the other. When anything fails, everything that waits is told so and the loop ends: memory may be
/// ahead of storage.
/// </remarks>
internal sealed class EventLoop(
    EventWriter writer, EventBuffer buffer, Lanes lanes, ISumsStore store, TimeProvider time, Action<Exception> failed)
{
    /// <summary>Of one commit, unless a single request has more.</summary>
    private const int MaxGroup = 4_000;

    /// <summary>With so many changed subjects in memory sums are kept at once.</summary>
    private const int MaxChanged = 20_000;

    // A commit costs the same for one event as for a hundred: under load this makes groups, alone nobody waits for it.
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan _keepPeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _rest = TimeSpan.FromSeconds(1);

    private readonly Queue<(Func<OpenLog, Task<int>> Erase, TaskCompletionSource<int> Done)> _erasures = [];
    private TaskCompletionSource _work = NewSource();
    private MeasurementPlan? _plan;
    private Task _running = Task.CompletedTask;
    private Task _keeping = Task.CompletedTask;
    private long _kept = time.GetTimestamp();
    private long _wrote;
    private bool _isEnding;

    public bool HasFailed { get; private set; }

    public OpenLog Stream => writer.Stream;

    public void Start() => _running = Run();

    /// <summary>Completes when all is written that can be.</summary>
    public Task End()
    {
        _isEnding = true;
        Wake();
        return _running;
    }

    public void Wake() => _work.TrySetResult();

    public void Follow(MeasurementPlan plan)
    {
        _plan = plan;
        Wake();
    }

    /// <summary>Runs between two steps, when nothing is on its way to storage.</summary>
    public Task<int> Erase(Func<OpenLog, Task<int>> erase)
    {
        var done = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _erasures.Enqueue((erase, done));
        Wake();
        return done.Task;
    }

    private async Task Run()
    {
        try
        {
            while (!_isEnding)
            {
                var work = _work.Task;
                if (!await Step()) await Rest(work);
                if (_work.Task.IsCompleted) _work = NewSource();
            }

            while (!buffer.IsEmpty) await Write();
            await _keeping;
            await Keep(lanes.Changes(null));
        }
        catch (Exception failure)
        {
            HasFailed = true;
            FailAll();
            failed(failure);
        }
    }

    /// <summary>Whether there is more to do at once.</summary>
    private async Task<bool> Step()
    {
        if (_plan is { } plan)
        {
            _plan = null;
            await lanes.Follow(Stream, plan, CancellationToken.None);
        }

        if (!buffer.IsEmpty) await Write();
        while (_erasures.TryPeek(out var next)) await Erase(next.Erase, next.Done);
        var isBehind = await lanes.CatchUp(Stream, CancellationToken.None);
        await KeepIfDue();
        return isBehind || !buffer.IsEmpty;
    }

    private async Task Write()
    {
        var since = time.GetElapsedTime(_wrote);
        if (_wrote != 0 && since < _pace) await Task.Delay(_pace - since, time);
        _wrote = time.GetTimestamp();
        var group = buffer.Take(MaxGroup);
        try
        {
            var outcomes = new List<ImmutableArray<EventOutcome>>(group.Count);
            var events = await writer.Write(group, outcomes, CancellationToken.None);
            for (var index = 0; index < group.Count; index++)
            {
                group[index].Written.TrySetResult(WithUnmeasured(group[index].Events, outcomes[index]));
            }

            await lanes.Take(Stream, events, CancellationToken.None);
        }
        catch
        {
            Fail(group);
            throw;
        }
    }

    private ImmutableArray<EventOutcome> WithUnmeasured(
        ImmutableArray<MeasuredEvent> events, ImmutableArray<EventOutcome> outcomes)
    {
        var told = outcomes.ToBuilder();
        for (var index = 0; index < told.Count; index++)
        {
            if (told[index] == EventOutcome.Accepted && events[index].Kind == EventKind.Exposure
                && !lanes.IsMeasured(events[index].Key))
            {
                told[index] = EventOutcome.NotMeasured;
            }
        }

        return told.MoveToImmutable();
    }

    private async Task Erase(Func<OpenLog, Task<int>> erase, TaskCompletionSource<int> done)
    {
        await _keeping;
        done.TrySetResult(await erase(Stream));
        _erasures.Dequeue();
    }

    /// <summary>Keeps in the background what stood in memory when it began; one at a time.</summary>
    private async Task KeepIfDue()
    {
        if (_keeping.IsFaulted || lanes.Changed > 2 * MaxChanged) await _keeping;
        var isDue = lanes.Changed > MaxChanged || time.GetElapsedTime(_kept) >= _keepPeriod;
        if (!_keeping.IsCompleted || !isDue || !lanes.IsChanged) return;
        _kept = time.GetTimestamp();
        _keeping = Keep(lanes.Changes(null));
    }

    private Task Keep(Checkpoint checkpoint) =>
        checkpoint.Lanes.Count == 0 && checkpoint.Dropped.Count == 0
            ? Task.CompletedTask
            : store.Keep(Stream, checkpoint, CancellationToken.None);

    private async Task Rest(Task work)
    {
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(work, Task.Delay(_rest, time, enough.Token));
        await enough.CancelAsync();
    }

    private void FailAll()
    {
        while (!buffer.IsEmpty) Fail(buffer.Take(MaxGroup));
        while (_erasures.TryDequeue(out var next)) next.Done.TrySetException(NotNow());
    }

    private static void Fail(List<WaitingEvents> group)
    {
        foreach (var waiting in group) waiting.Written.TrySetException(NotNow());
    }

    private static NotNowException NotNow() => new("The events could not be written now; send them again.");

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
