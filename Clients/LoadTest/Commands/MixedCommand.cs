using System.CommandLine;
using Actors.LoadTest.Clustering;
using Actors.LoadTest.Pacing;
using Actors.LoadTest.Runs;
using Actors.LoadTest.Scenarios;
using Spectre.Console;

namespace Actors.LoadTest.Commands;

/// <summary><c>actors-load mixed</c>: config requests, changes and grain calls at once.</summary>
internal sealed class MixedCommand
{
    private readonly IAnsiConsole _console;
    private readonly TextWriter _errors;
    private readonly RunOptions _run = new();
    private readonly PaceOptions _pace = new();
    private readonly PlaceOptions _place = new();
    private readonly GatewayOptions _gateways;
    private readonly ConfigOptions _config;
    private readonly ChangeOptions _change;
    private readonly ClusterOptions _cluster;

    private readonly Option<double> _grainsShare = Opt.Number(
        "--grains-share", "The part of the load that calls grains; the rest asks gateways for configuration.",
        0.0, 0.99, byDefault: 0.1);

    public MixedCommand(IAnsiConsole console, TextWriter errors)
    {
        (_console, _errors) = (console, errors);
        _gateways = new GatewayOptions(_run);
        _config = new ConfigOptions(_run);
        _change = new ChangeOptions(_place);
        _cluster = new ClusterOptions(_run);
    }

    public Command Build()
    {
        var command = new Command(
            "mixed", "Config requests, changes and grain calls at once; --grains-share 0 needs no --connection.");
        _gateways.AddTo(command);
        _config.AddTo(command);
        _change.AddTo(command);
        _cluster.AddTo(command);
        command.Options.Add(_grainsShare);
        _place.AddTo(command);
        _pace.AddTo(command);
        _run.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        var pace = _pace.Read(parsed);
        var target = _gateways.Read(parsed);
        var grainsShare = parsed.GetValue(_grainsShare);
        if (grainsShare > 0 && _cluster.Complaint(parsed) is { } complaint)
        {
            await _errors.WriteLineAsync(complaint);
            return (int)ExitCode.BadArguments;
        }

        var parts = new List<IScenario>
        {
            new ConfigScenario(target, _config.Read(parsed), pace.Share(1 - grainsShare)),
            new ChangeScenario(target, _change.Read(parsed, target)),
        };
        if (grainsShare > 0)
            parts.Add(Grains(parsed, pace.Share(grainsShare)));

        var run = new LoadRun(_run.Read(parsed, pace), target, _console, _errors);
        return (int)await run.Execute(new MixedScenario(parts), stop);
    }

    private GrainScenario Grains(ParseResult parsed, Pace pace)
    {
        var target = _cluster.Read(parsed);
        var load = new GrainLoad(_place.ReadProject(parsed), _place.ReadEnvironment(parsed), _cluster.Mix(parsed));
        return new GrainScenario(load, pace, target.Timeout, stop => ClusterConnection.Open(target, stop));
    }
}
