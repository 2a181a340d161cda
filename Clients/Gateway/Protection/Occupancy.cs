namespace Actors.Gateway.Protection;

/// <summary>How many places does each one hold now, of so many that one may hold?</summary>
/// <param name="most">For each; 0: no limit.</param>
internal sealed class Occupancy<TWho>(int most)
    where TWho : notnull
{
    // Holds only who has a place, so it cannot grow beyond what the load shedder lets in.
    private readonly Dictionary<TWho, int> _counts = [];
    private readonly Lock _lock = new();

    /// <summary>True: there was one more, and <see cref="Leave"/> must follow.</summary>
    public bool TryEnter(TWho who)
    {
        if (most == 0)
            return true;
        lock (_lock)
        {
            var count = _counts.GetValueOrDefault(who);
            if (count >= most)
                return false;
            _counts[who] = count + 1;
            return true;
        }
    }

    public void Leave(TWho who)
    {
        if (most == 0)
            return;
        lock (_lock)
        {
            var count = _counts[who] - 1;
            if (count == 0)
                _counts.Remove(who);
            else
                _counts[who] = count;
        }
    }
}
