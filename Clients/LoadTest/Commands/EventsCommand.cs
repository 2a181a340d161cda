using System.CommandLine;
using Actors.LoadTest.Clustering;
using Actors.LoadTest.Runs;
using Actors.LoadTest.Scenarios;
using Spectre.Console;

namespace Actors.LoadTest.Commands;

/// <summary><c>actors-load events</c>: events are sent, and counted by an experiment of the run's own.</summary>
internal sealed class EventsCommand(IAnsiConsole console, TextWriter errors)
{
    private readonly RunOptions _run = new();
    private readonly PaceOptions _pace = new();
    private readonly PlaceOptions _place = new();

    private readonly Option<int> _perRequest = Opt.Number(
        "--events-per-request", "How many events one request has.", 1, 1_000, byDefault: 100);

    private readonly Option<int> _subjects = Opt.Number(
        "--subjects", "How many distinct subjects the events are about.", 1, 100_000_000, byDefault: 100_000);

    public Command Build()
    {
        var command = new Command(
            "events", "Sends exposures and metric events; says how many a second, and when each is counted.");
        var gateways = new GatewayOptions(_run);
        var cluster = new ClusterOptions(_run);
        gateways.AddTo(command);
        cluster.AddTo(command);
        command.Options.Add(_perRequest);
        command.Options.Add(_subjects);
        _place.AddTo(command);
        _pace.AddTo(command);
        _run.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            if (cluster.Complaint(parsed) is { } complaint)
            {
                await errors.WriteLineAsync(complaint);
                return (int)ExitCode.BadArguments;
            }

            var target = gateways.Read(parsed);
            var pace = _pace.Read(parsed);
            var silos = cluster.Read(parsed);
            var load = new EventLoad(
                _place.ReadProject(parsed), _place.ReadEnvironment(parsed), parsed.GetValue(_perRequest),
                parsed.GetValue(_subjects), parsed.GetValue(_run.Seed));
            var scenario = new EventScenario(load, target, pace, cancel => ClusterConnection.Open(silos, cancel));
            return (int)await new LoadRun(_run.Read(parsed, pace), target, console, errors).Execute(scenario, stop);
        });
        return command;
    }
}
