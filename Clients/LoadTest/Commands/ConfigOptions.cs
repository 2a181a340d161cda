using System.CommandLine;
using Actors.LoadTest.Scenarios;

namespace Actors.LoadTest.Commands;

/// <summary>Who asks for which flags?</summary>
internal sealed class ConfigOptions(RunOptions run)
{
    public Option<int> Users { get; } = Opt.Number(
        "--users", "How many distinct users ask.", 1, 100_000_000, byDefault: 100_000);

    public Option<string[]> Flags { get; } = new("--flag")
    {
        Description = "Evaluate this flag alone; given again, the flags take turns. Without it, every flag in bulk.",
        HelpName = "key",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Users);
        command.Options.Add(Flags);
    }

    public ConfigLoad Read(ParseResult parsed) =>
        new(parsed.GetValue(Users), parsed.GetValue(run.Seed), parsed.GetValue(Flags) ?? []);
}
