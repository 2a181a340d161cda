using Actors.LoadTest.Http;
using Actors.LoadTest.Measurement;
using Actors.LoadTest.Pacing;
using Actors.LoadTest.Users;

namespace Actors.LoadTest.Scenarios;

/// <summary>Distinct users ask gateways for their configuration: all flags at once, or named ones in turn.</summary>
internal sealed class ConfigScenario : IScenario, IOperation
{
    private readonly GatewayClient[] _gateways;
    private readonly Series[] _series;
    private readonly IReadOnlyList<string> _flags;
    private readonly UserGenerator _users;
    private readonly Pace _pace;
    private readonly TimeSpan _timeout;

    public ConfigScenario(HttpTarget target, ConfigLoad load, Pace pace)
    {
        var operation = load.Flags.Count == 0 ? "config bulk" : "config single";
        _gateways = [.. target.Urls.Select(url => target.Connect(url, pace.Connections))];
        _series = [.. target.Urls.Select(url => new Series(operation, url.Authority))];
        _flags = load.Flags;
        _users = new UserGenerator(load.Seed, load.Users);
        _pace = pace;
        _timeout = target.Timeout;
    }

    public string Name => "config";

    public IReadOnlyList<Series> Series => _series;

    public Task Prepare(CancellationToken stop) => Task.CompletedTask;

    public Task Run(RunClock clock, Window window, CancellationToken stop) =>
        new Driver(clock, window, grace: _timeout).Run(_pace, this, stop);

    public Task<Findings> Finish() => Task.FromResult(Findings.None);

    public Series SeriesOf(long number) => _series[number % _series.Length];

    public async Task<Outcome> Send(long number, CancellationToken stop)
    {
        var body = UserGenerator.Body(_users.UserOf(number));
        var flag = _flags.Count == 0 ? null : _flags[(int)(number % _flags.Count)];
        return (await _gateways[number % _gateways.Length].Evaluate(body, flag, stop)).Outcome;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways)
            gateway.Dispose();
        return ValueTask.CompletedTask;
    }
}
