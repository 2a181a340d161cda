namespace Actors.Grains.Tests;

/// <summary>A disk that keeps states as bytes, checks versions, and refuses or holds writes when told to.</summary>
internal sealed class ForgetfulDisk
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string State, string Grain), (byte[] Bytes, long Version)> _rows = [];
    private readonly List<Refusals> _refusals = [];
    private readonly List<HeldWrite> _held = [];

    /// <summary>0: there is no row.</summary>
    public (byte[] Bytes, long Version) Read(string state, string grain)
    {
        lock (_gate)
        {
            return _rows.TryGetValue((state, grain), out var row) ? row : ([], 0);
        }
    }

    /// <returns>The new version; null when the row has another version than expected.</returns>
    public async Task<long?> Write(string state, string grain, byte[] bytes, long expected)
    {
        await (Holder(state, grain)?.Wait() ?? Task.CompletedTask);
        lock (_gate)
        {
            if (_refusals.Find(refusals => refusals.Applies(state, grain)) is { } refusing)
            {
                refusing.Left--;
                throw new IOException("The disk said no.");
            }

            var version = _rows.TryGetValue((state, grain), out var row) ? row.Version : 0;
            if (version != expected)
            {
                return null;
            }

            _rows[(state, grain)] = (bytes, version + 1);
            return version + 1;
        }
    }

    public void Remove(string state, string grain)
    {
        lock (_gate)
        {
            if (_refusals.Exists(refusals => refusals.Applies(state, grain)))
            {
                throw new IOException("The disk said no.");
            }

            _rows.Remove((state, grain));
        }
    }

    /// <summary>Refuses so many writes of a state, or all until the answer is disposed of.</summary>
    public IDisposable Refuse(string state, string grain, int count = int.MaxValue)
    {
        lock (_gate)
        {
            var refusals = new Refusals(state, grain, this) { Left = count };
            _refusals.Add(refusals);
            return refusals;
        }
    }

    /// <summary>Holds the next write of a state until it is released.</summary>
    public HeldWrite Hold(string state, string grain)
    {
        lock (_gate)
        {
            var held = new HeldWrite(state, grain);
            _held.Add(held);
            return held;
        }
    }

    private HeldWrite? Holder(string state, string grain)
    {
        lock (_gate)
        {
            var held = _held.Find(held => held.State == state && held.Grain == grain);
            return held is not null && _held.Remove(held) ? held : null;
        }
    }

    private sealed class Refusals(string state, string grain, ForgetfulDisk disk) : IDisposable
    {
        public int Left { get; set; }

        public bool Applies(string otherState, string otherGrain) =>
            Left > 0 && state == otherState && grain == otherGrain;

        public void Dispose()
        {
            lock (disk._gate)
            {
                disk._refusals.Remove(this);
            }
        }
    }
}

/// <summary>A write that waits to be released, so that a test can look while it is under way.</summary>
internal sealed class HeldWrite(string state, string grain)
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string State => state;

    public string Grain => grain;

    /// <summary>Completes when the write has come.</summary>
    public Task Arrived => _arrived.Task;

    public void Release() => _released.TrySetResult();

    public Task Wait()
    {
        _arrived.TrySetResult();
        return _released.Task;
    }
}
