using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Actors.LoadTest.Http;
using Actors.LoadTest.Measurement;
using Actors.LoadTest.Pacing;
using Actors.LoadTest.Users;

namespace Actors.LoadTest.Scenarios;

/// <summary>
/// Users come once each, get their variation from a gateway and convert with a known lift: do the results find it?
/// </summary>
internal sealed class ExperimentScenario : IScenario
{
    private readonly HttpTarget _target;
    private readonly ExperimentLoad _load;
    private readonly int _connections;
    private readonly AdminApi _admin;
    private readonly MeasuredExperiment _experiment;
    private readonly ExperimentTruth _truth;
    private readonly UserGenerator _users;
    private readonly GatewayClient[] _gateways;
    private readonly EventClient[] _events;
    private readonly Series _given = new("get a variation", "gateways");
    private readonly Series _told = new("tell events", "gateways");
    private readonly Series _counted = new("all events in the results", "experiment");
    private readonly List<string> _remarks = [];

    public ExperimentScenario(HttpTarget target, ExperimentLoad load, int connections)
    {
        (_target, _load, _connections) = (target, load, connections);
        _admin = new AdminApi(load.AdminUrl, load.Project, load.AdminToken, target.Timeout);
        _experiment = new MeasuredExperiment(_admin, load.Environment);
        _truth = new ExperimentTruth(load.Lift);
        _users = new UserGenerator(load.Seed, load.Users);
        _gateways = [.. target.Urls.Select(url => target.Connect(url, connections))];
        _events = [.. target.Urls.Select(url => new EventClient(url, target.SdkKey, connections, target.Timeout))];
    }

    public string Name => "experiment";

    public IReadOnlyList<Series> Series => [_given, _told, _counted];

    public async Task Prepare(CancellationToken stop)
    {
        try
        {
            await _experiment.Start(stop);
        }
        catch (AdminFailedException failure)
        {
            throw new CannotStartException($"The experiment could not be started: {failure.Message}");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(_load.Patience);
        foreach (var gateway in _gateways)
        {
            while (await Variation(gateway, _users.UserOf(0), patience.Token) is null)
            {
                if (patience.IsCancellationRequested)
                    throw new CannotStartException($"{gateway.Url} does not serve the experiment.");
            }
        }
    }

    public async Task Run(RunClock clock, Window window, CancellationToken stop)
    {
        var batches = Enumerable.Range(0, (_load.Users + _load.PerRequest - 1) / _load.PerRequest);
        var options = new ParallelOptions { MaxDegreeOfParallelism = _connections, CancellationToken = stop };
        try
        {
            await Parallel.ForEachAsync(batches, options, async (batch, cancel) => await Send(batch, clock, cancel));
            await UntilCounted(clock, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _remarks.Add("The run was ended before all users had come.");
        }
    }

    public async Task<Findings> Finish()
    {
        _remarks.AddRange(await _experiment.PutAway());
        return new Findings(_remarks);
    }

    public ValueTask DisposeAsync()
    {
        _admin.Dispose();
        foreach (var gateway in _gateways) gateway.Dispose();
        foreach (var gateway in _events) gateway.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Send(int batch, RunClock clock, CancellationToken stop)
    {
        var first = batch * _load.PerRequest;
        var lines = new StringBuilder();
        var came = new List<(string Variation, bool Converted)>();
        for (var index = first; index < Math.Min(first + _load.PerRequest, _load.Users); index++)
        {
            var user = _users.UserOf(index);
            var started = clock.Now;
            var variation = await Variation(_gateways[index % _gateways.Length], user, stop);
            var outcome = variation is null ? Outcome.Failure("no variation", "A user got none.") : new("ok", false);
            _given.Record(outcome, clock.Now - started, clock.Now - started);
            if (variation is null)
                continue;
            var converts = Draw(index) < _load.RateOf(variation);
            came.Add((variation, converts));
            Tell(lines, user, variation, converts);
        }

        var sent = clock.Now;
        var (told, _) = await _events[batch % _events.Length].Send(Encoding.UTF8.GetBytes(lines.ToString()), stop);
        _told.Record(told, clock.Now - sent, clock.Now - sent);
        if (told.Failed)
            return;
        foreach (var (variation, converted) in came)
            _truth.Add(variation, converted);
    }

    /// <summary>Null when the user takes no part, or got no answer.</summary>
    private async Task<string?> Variation(GatewayClient gateway, User user, CancellationToken stop)
    {
        var answer = await gateway.Evaluate(UserGenerator.Body(user), _experiment.Key, stop);
        return OfrepAnswer.StringValue(answer.Body) is { } value && value != MeasuredExperiment.Nobody ? value : null;
    }

    private void Tell(StringBuilder lines, User user, string variation, bool converts)
    {
        var head = $"\"subject\":\"{user.TargetingKey}\",";
        lines.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"{_experiment.Key}-seen\",{head}\"type\":\"exposure\",")
            .Append(CultureInfo.InvariantCulture, $"\"experiment\":\"{_experiment.Key}\",")
            .Append(CultureInfo.InvariantCulture, $"\"variation\":\"{variation}\",\"phase\":\"{_experiment.Phase}\",")
            .Append(CultureInfo.InvariantCulture, $"\"dimensions\":{{\"country\":\"{user.Country}\"}}}}\n");
        if (!converts)
            return;
        lines.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"{_experiment.Key}-done\",{head}\"type\":\"metric\",")
            .Append(CultureInfo.InvariantCulture, $"\"key\":\"{_experiment.Key}\",\"value\":1}}\n");
    }

    // In [0, 1), by user and seed alone, and by nothing that decides on variations.
    private double Draw(int index) =>
        new SplitMix((ulong)_load.Seed * 0xD1B54A32D192ED03UL ^ (ulong)index).Next() / (double)ulong.MaxValue;

    private async Task UntilCounted(RunClock clock, CancellationToken stop)
    {
        var since = clock.Now;
        while (true)
        {
            JsonNode? results = null;
            string? difference;
            try
            {
                results = await _experiment.Results(stop);
                difference = results is null ? "There are no results." : _truth.Difference(results);
            }
            catch (AdminFailedException failure)
            {
                difference = failure.Message;
            }

            var waited = clock.Now - since;
            if (difference is null)
            {
                _counted.Record(new Outcome("ok", Failed: false), waited, waited);
                _remarks.Add(_truth.Verdict(results!));
                return;
            }

            if (waited > _load.Patience)
            {
                _counted.Record(Outcome.Failure("not counted", difference), waited, waited);
                return;
            }

            await clock.Pause(TimeSpan.FromMilliseconds(200), stop);
        }
    }
}
