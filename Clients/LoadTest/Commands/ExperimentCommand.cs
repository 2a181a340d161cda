using System.CommandLine;
using Actors.LoadTest.Pacing;
using Actors.LoadTest.Runs;
using Actors.LoadTest.Scenarios;
using Spectre.Console;

namespace Actors.LoadTest.Commands;

/// <summary><c>actors-load experiment</c>: does an experiment find the lift that its users are known to have?</summary>
internal sealed class ExperimentCommand(IAnsiConsole console, TextWriter errors)
{
    // The run ends when everybody has come; this only bounds what a screen shows.
    private static readonly Window _wholeRun = new(TimeSpan.Zero, TimeSpan.FromHours(1));

    private readonly RunOptions _run = new();

    private readonly Option<int> _users = Opt.Number(
        "--users", "How many users come, each once.", 1, 100_000_000, byDefault: 100_000);

    private readonly Option<double> _rate = Opt.Number(
        "--control-rate", "The share of users with the control who convert.", 0.0001, 1, byDefault: 0.1);

    private readonly Option<double> _lift = Opt.Number(
        "--lift", "By how much more the treatment converts: 0.1 is 10 % more.", -1, 100, byDefault: 0.1);

    private readonly Option<int> _perRequest = Opt.Number(
        "--users-per-request", "The events of how many users are told in one request.", 1, 500, byDefault: 100);

    private readonly Option<int> _connections = Opt.Number(
        "--connections", "How many users are served at once.", 1, 10_000, byDefault: 16);

    public Command Build()
    {
        var command = new Command(
            "experiment",
            "Starts an experiment, lets users with a known lift come, and shows what the results say of it.");
        var gateways = new GatewayOptions(_run);
        var place = new PlaceOptions();
        var change = new ChangeOptions(place);
        gateways.AddTo(command);
        place.AddTo(command);
        foreach (var option in (Option[])[change.AdminUrl, change.AdminToken, change.Patience])
            command.Options.Add(option);
        foreach (var option in (Option[])[_users, _rate, _lift, _perRequest, _connections])
            command.Options.Add(option);
        foreach (var option in (Option[])[
            _run.Timeout, _run.Seed, _run.MaxFailures, _run.Json, _run.Html, _run.Quiet])
            command.Options.Add(option);
        command.SetAction(async (parsed, stop) =>
        {
            var target = gateways.Read(parsed);
            var admin = change.Read(parsed, target);
            var load = new ExperimentLoad(
                admin.AdminUrl, admin.Project, admin.Environment, admin.AdminToken, parsed.GetValue(_users),
                parsed.GetValue(_rate), parsed.GetValue(_lift), parsed.GetValue(_perRequest),
                parsed.GetValue(_run.Seed), admin.Patience);
            var scenario = new ExperimentScenario(target, load, parsed.GetValue(_connections));
            var settings = _run.Read(parsed) with { Window = _wholeRun };
            return (int)await new LoadRun(settings, target, console, errors).Execute(scenario, stop);
        });
        return command;
    }
}
