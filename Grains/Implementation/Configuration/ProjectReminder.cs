namespace Actors.Implementation.Configuration;

/// <summary>Who wakes a project that has work left when its silo died? A reminder, until the project is gone.</summary>
internal sealed class ProjectReminder(Grain project)
{
    private const string Name = "finish-what-was-begun";
    private static readonly TimeSpan _period = TimeSpan.FromMinutes(1);

    private int _changes;
    private bool _isReleased;

    /// <summary>Makes sure that somebody wakes the project, then changes it.</summary>
    public async Task During(Func<Task> change)
    {
        _changes++;
        _isReleased = false;
        try
        {
            await project.RegisterOrUpdateReminder(Name, _period, _period);
            await change();
        }
        finally
        {
            _changes--;
        }
    }

    /// <summary>Nobody needs to wake the project any more; nothing happens while it changes.</summary>
    /// <remarks>A reminder renewed after it was looked up has another tag: it is not unregistered then.</remarks>
    public async Task Release()
    {
        if (_isReleased || _changes > 0)
        {
            return;
        }

        var reminder = await project.GetReminder(Name);
        if (_changes > 0)
        {
            return;
        }

        if (reminder is not null)
        {
            await project.UnregisterReminder(reminder);
        }

        _isReleased = _changes == 0;
    }
}
