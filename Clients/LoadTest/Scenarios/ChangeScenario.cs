using System.Text.Json.Nodes;
using Actors.LoadTest.Http;
using Actors.LoadTest.Measurement;
using Actors.LoadTest.Pacing;

namespace Actors.LoadTest.Scenarios;

/// <summary>A feature of its own is changed again and again: how long until every gateway serves each change?</summary>
internal sealed class ChangeScenario : IScenario
{
    private readonly HttpTarget _target;
    private readonly ChangeLoad _load;
    private readonly ChangedFeature _feature;
    private readonly AdminApi _admin;
    private readonly PropagationBoard _board;
    private readonly PropagationFigures _figures;
    private readonly Series _publishing;
    private readonly ChangeReader[] _readers;
    private readonly List<string> _remarks = [];

    public ChangeScenario(HttpTarget target, ChangeLoad load)
    {
        _target = target;
        _load = load;
        _admin = new AdminApi(load.AdminUrl, load.Project, load.AdminToken, target.Timeout);
        _board = new PropagationBoard(target.Urls.Count);
        _figures = new PropagationFigures(target.Urls);
        _publishing = new Series("publish a change", load.AdminUrl.Authority);
        _feature = new ChangedFeature(_admin, load.Environment);
        _readers = [.. target.Urls.Select((url, gateway) => new ChangeReader(
            target.Connect(url, connections: 1), _feature.Key, load.Poll, _board, _figures, gateway))];
    }

    public string Name => "change";

    public IReadOnlyList<Series> Series =>
        [_publishing, .. _figures.Series, .. _readers.Select(reader => reader.Reading)];

    public async Task Prepare(CancellationToken stop)
    {
        try
        {
            await _feature.Create(stop);
        }
        catch (AdminFailedException exception)
        {
            throw new CannotStartException($"The feature to change could not be made: {exception.Message}");
        }

        await Task.WhenAll(_readers.Select(reader => reader.UntilServed(_load.Patience, stop)));
    }

    public async Task Run(RunClock clock, Window window, CancellationToken stop)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var readers = _readers.Select(reader => reader.Read(clock, window, reading.Token)).ToArray();
        var changes = new Pace(1 / _load.Every.TotalSeconds, Connections: 1);
        var publisher = new ChangePublisher(_feature, _board, clock, _publishing);
        await new Driver(clock, window, grace: _target.Timeout).Run(changes, publisher, stop);

        var deadline = clock.Now + _load.Patience;
        while (!stop.IsCancellationRequested && clock.Now < deadline && _readers.Any(reader => reader.Lacks))
            await clock.Pause(_load.Poll, CancellationToken.None);

        await reading.CancelAsync();
        await Task.WhenAll(readers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stop.IsCancellationRequested)
            _figures.RecordMissing(_board, window, clock.Now);
    }

    public async Task<Findings> Finish()
    {
        JsonNode? propagation = null;
        try
        {
            if (_feature.MayExist)
                propagation = await _admin.Propagation(_load.Environment, CancellationToken.None);
        }
        catch (AdminFailedException exception)
        {
            _remarks.Add($"The propagation view could not be read: {exception.Message}");
        }

        try
        {
            await _feature.Remove();
        }
        catch (AdminFailedException exception)
        {
            _remarks.Add($"The feature {_feature.Key} could not be removed, so it is still there: {exception.Message}");
        }

        return new Findings(_remarks, propagation);
    }

    public ValueTask DisposeAsync()
    {
        _admin.Dispose();
        foreach (var reader in _readers)
            reader.Dispose();
        return ValueTask.CompletedTask;
    }
}
