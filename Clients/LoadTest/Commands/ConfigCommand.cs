using System.CommandLine;
using Actors.LoadTest.Runs;
using Actors.LoadTest.Scenarios;
using Spectre.Console;

namespace Actors.LoadTest.Commands;

/// <summary><c>actors-load config</c>: distinct users ask for their configuration.</summary>
internal sealed class ConfigCommand(IAnsiConsole console, TextWriter errors)
{
    private readonly RunOptions _run = new();
    private readonly PaceOptions _pace = new();

    public Command Build()
    {
        var command = new Command("config", "Distinct users ask gateways for their configuration by OFREP.");
        var gateways = new GatewayOptions(_run);
        var config = new ConfigOptions(_run);
        gateways.AddTo(command);
        config.AddTo(command);
        _pace.AddTo(command);
        _run.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var target = gateways.Read(parsed);
            var pace = _pace.Read(parsed);
            var run = new LoadRun(_run.Read(parsed, pace), target, console, errors);
            return (int)await run.Execute(new ConfigScenario(target, config.Read(parsed), pace), stop);
        });
        return command;
    }
}
