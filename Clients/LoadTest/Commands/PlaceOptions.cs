using System.CommandLine;
using Actors.Configuration;

namespace Actors.LoadTest.Commands;

/// <summary>In which project and environment does a scenario make what it needs?</summary>
internal sealed class PlaceOptions
{
    public Option<string?> Project { get; } = Opt.Text("--project", "The project in which features are made.", "demo");

    public Option<string?> Environment { get; } = Opt.Text(
        "--environment", "The environment to change or read; the SDK key must be of the same.", "production");

    public void AddTo(Command command)
    {
        foreach (var option in (Option<string?>[])[Project, Environment])
        {
            option.Validators.Add(result =>
            {
                if (!Key.IsValid(result.GetValueOrDefault<string?>()))
                    result.AddError($"{option.Name} takes {Key.Form}.");
            });
            command.Options.Add(option);
        }
    }

    public string ReadProject(ParseResult parsed) => parsed.GetValue(Project)!;

    public string ReadEnvironment(ParseResult parsed) => parsed.GetValue(Environment)!;
}
