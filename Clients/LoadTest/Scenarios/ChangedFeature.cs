using System.Globalization;
using Actors.LoadTest.Http;

namespace Actors.LoadTest.Scenarios;

/// <summary>The feature that a run makes, changes and removes; change n serves "vn".</summary>
internal sealed class ChangedFeature(AdminApi admin, string environment)
{
    private string _revision = "";

    /// <summary>Another key in every run, so that two runs at once do not meet.</summary>
    public string Key { get; } = "load-test-" + Guid.NewGuid().ToString("N")[..12];

    /// <summary>True from the first attempt to make it until it is removed, unless making it was refused.</summary>
    public bool MayExist { get; private set; }

    public static string Value(int change) => string.Create(CultureInfo.InvariantCulture, $"v{change}");

    /// <summary>The change that a served value stands for; null for a value that is not of this run.</summary>
    public static int? ChangeOf(string? value) =>
        value is ['v', .. var digits]
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var change)
            ? change
            : null;

    public async Task Create(CancellationToken stop)
    {
        MayExist = true;
        try
        {
            _revision = await admin.Create(Key, environment, Value(0), stop);
        }
        catch (AdminFailedException exception) when (exception.Status is >= 400 and < 500)
        {
            MayExist = false;
            throw;
        }
    }

    /// <summary>Serves a change. After a failure the revision is unknown, and is asked for before the next.</summary>
    public async Task Publish(int change, CancellationToken stop)
    {
        if (_revision.Length == 0)
            _revision = await admin.Revision(Key, stop);

        var based = _revision;
        _revision = "";
        _revision = await admin.Publish(Key, environment, Value(change), based, stop);
    }

    public async Task Remove()
    {
        if (!MayExist)
            return;

        await admin.Delete(Key, await admin.Revision(Key, CancellationToken.None), CancellationToken.None);
        MayExist = false;
    }
}
