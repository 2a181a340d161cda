namespace Actors.Implementation;

/// <summary>Who wakes an actor that has work left when its silo died? A reminder, until nothing is left.</summary>
internal sealed class WorkReminder(Grain owner)
{
    private const string Name = "finish-what-was-begun";
    private static readonly TimeSpan _period = TimeSpan.FromMinutes(1);

    private int _changes;
    private bool _isReleased;

    /// <summary>Makes sure that somebody wakes the actor, then changes it.</summary>
    public async Task During(Func<Task> change)
    {
        _changes++;
        _isReleased = false;
        try
        {
            await owner.RegisterOrUpdateReminder(Name, _period, _period);
            await change();
        }
        finally
        {
            _changes--;
        }
    }

    /// <summary>Nobody needs to wake the actor any more; nothing happens while it changes.</summary>
    /// <remarks>A reminder renewed after it was looked up has another tag: it is not unregistered then.</remarks>
    public async Task Release()
    {
        if (_isReleased || _changes > 0)
        {
            return;
        }

        var reminder = await owner.GetReminder(Name);
        if (_changes > 0)
        {
            return;
        }

        if (reminder is not null)
        {
            await owner.UnregisterReminder(reminder);
        }

        _isReleased = _changes == 0;
    }
}
