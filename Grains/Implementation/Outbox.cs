using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation;

/// <summary>
/// How does what an actor has kept reach a log for certain? It is kept with the state until the log has it.
/// </summary>
/// <remarks>
/// An actor writes entries with the state that they describe, and offers them to the log afterwards, at each activation
/// and, while the log is away, every few seconds. What is kept is done: that the log is away is no reason to deny it,
/// and none to be away oneself. The log counts a repeated entry once, so entries that it has are dropped with the next
/// write only.
/// </remarks>
/// <param name="log">What it is called, for the log of the process.</param>
/// <param name="append">Durable when it returns. An entry that is there already is left as it is.</param>
/// <param name="kept">The entries that are durable.</param>
internal partial class Outbox<T>(
    string log,
    Func<ImmutableArray<T>, CancellationToken, Task> append,
    IGrainBase grain,
    ILogger logger,
    Func<ImmutableArray<T>> kept)
    where T : class
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);

    private readonly HashSet<T> _accepted = new(ReferenceEqualityComparer.Instance);
    private IGrainTimer? _retry;

    private ImmutableArray<T> Waiting => kept().RemoveAll(_accepted.Contains);

    /// <summary>Whether the log has all durable entries.</summary>
    public bool IsEmpty => Waiting.IsEmpty;

    /// <summary>What the next state must keep: entries the log does not have yet, and a new one.</summary>
    public ImmutableArray<T> With(ImmutableArray<T> newest, T entry)
    {
        var waiting = newest.RemoveAll(_accepted.Contains);
        _accepted.Clear();
        return waiting.Add(entry);
    }

    /// <summary>Offers durable entries to the log; those that it does not take now are offered again.</summary>
    public async Task Send(CancellationToken cancellation)
    {
        var waiting = Waiting;
        try
        {
            if (!waiting.IsEmpty)
            {
                await append(waiting, cancellation);
                _accepted.UnionWith(waiting);
            }
        }
        catch (Exception failure)
        {
            Log.NotRecorded(logger, log, waiting.Length, failure);
        }

        Repeat(!Waiting.IsEmpty);
    }

    private void Repeat(bool needed)
    {
        if (needed)
        {
            _retry ??= grain.RegisterGrainTimer(
                Send, new GrainTimerCreationOptions(_pause, _pause) { Interleave = true });
        }
        else
        {
            _retry?.Dispose();
            _retry = null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The {Name} did not take {Count} entries; they are kept and offered again")]
        public static partial void NotRecorded(ILogger logger, string name, int count, Exception failure);
    }
}
