using Actors.Contracts;

namespace Actors.Implementation;

/// <summary>What does an actor know for certain, and what is still on its way to storage?</summary>
/// <remarks>
/// Memory never runs ahead of storage: readers are shown <see cref="Durable"/>, and an actor whose write failed forgets
/// itself. Decisions build on <see cref="Newest"/>, so that interleaved calls follow one another, and share writes.
/// </remarks>
internal sealed class Storage<TState>(
    IPersistentState<TState> storage, IGrainBase grain, Action<TState>? whenDurable = null)
    where TState : class
{
    private TState? _durable;
    private Task _write = Task.CompletedTask;
    private long _decided;
    private long _written;
    private bool _lost;

    /// <summary>What is written.</summary>
    public TState Durable => _durable ?? storage.State;

    /// <summary>What was decided last, written or not.</summary>
    /// <exception cref="NotNowException">
    /// A write failed, so nobody knows what storage holds until it is read again.
    /// </exception>
    public TState Newest => _lost
        ? throw new NotNowException("The last write failed; the actor is about to read its state again.")
        : storage.State;

    /// <summary>Completes when everything decided so far is written; fails when that failed.</summary>
    public Task Settled => _write;

    /// <summary>Writes the next state. When it returns, the state is durable.</summary>
    public Task Keep(TState next)
    {
        _durable = Durable;
        if (!ReferenceEquals(next, Newest))
        {
            storage.State = next;
            _write = Write(next, ++_decided);
        }

        return _write;
    }

    /// <summary>
    /// Removes what is kept, unless something was decided meanwhile. Answers whether storage, read again, has nothing.
    /// </summary>
    /// <remarks>Until it returns, nothing else can be decided.</remarks>
    public async Task<bool> Remove()
    {
        var decided = _decided;
        await _write;
        if (_lost || decided != _decided)
        {
            return false;
        }

        _lost = true;
        try
        {
            await storage.ClearStateAsync();
            await storage.ReadStateAsync();
        }
        catch
        {
            grain.DeactivateOnIdle();
            throw;
        }

        (_lost, _durable) = (false, null);
        return !storage.RecordExists;
    }

    private async Task Write(TState next, long number)
    {
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            _lost = true;
            grain.DeactivateOnIdle();
            throw;
        }

        // A shared write makes several states durable at once; the newest of them may be told first.
        if (number > _written)
        {
            _written = number;
            _durable = next;
            whenDurable?.Invoke(next);
        }
    }
}
