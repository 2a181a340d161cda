using System.CommandLine;
using Actors.LoadTest.Clustering;
using Actors.LoadTest.Runs;
using Spectre.Console;

namespace Actors.LoadTest.Commands;

/// <summary><c>actors-load grains</c>: grain traffic without a gateway.</summary>
internal sealed class GrainsCommand(IAnsiConsole console, TextWriter errors)
{
    private readonly RunOptions _run = new();
    private readonly PaceOptions _pace = new();
    private readonly PlaceOptions _place = new();

    public Command Build()
    {
        var command = new Command("grains", "Calls grains directly: reads of features and rulesets, durable writes.");
        var cluster = new ClusterOptions(_run);
        cluster.AddTo(command);
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

            var pace = _pace.Read(parsed);
            var target = cluster.Read(parsed);
            var load = new GrainLoad(_place.ReadProject(parsed), _place.ReadEnvironment(parsed), cluster.Mix(parsed));
            var run = new LoadRun(_run.Read(parsed, pace), gateways: null, console, errors);
            return (int)await run.Execute(
                new GrainScenario(load, pace, target.Timeout, cancel => ClusterConnection.Open(target, cancel)), stop);
        });
        return command;
    }
}
