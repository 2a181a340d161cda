using System.CommandLine;
using Actors.LoadTest.Runs;
using Actors.LoadTest.Scenarios;
using Spectre.Console;

namespace Actors.LoadTest.Commands;

/// <summary><c>actors-load change</c>: how long does a change take to every gateway?</summary>
internal sealed class ChangeCommand(IAnsiConsole console, TextWriter errors)
{
    private readonly RunOptions _run = new();

    public Command Build()
    {
        var command = new Command(
            "change", "Changes a feature of its own and measures how soon every gateway serves each change.");
        var gateways = new GatewayOptions(_run);
        var place = new PlaceOptions();
        var change = new ChangeOptions(place);
        gateways.AddTo(command);
        change.AddTo(command);
        place.AddTo(command);
        _run.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var target = gateways.Read(parsed);
            var run = new LoadRun(_run.Read(parsed), target, console, errors);
            return (int)await run.Execute(new ChangeScenario(target, change.Read(parsed, target)), stop);
        });
        return command;
    }
}
