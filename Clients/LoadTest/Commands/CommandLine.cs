using System.CommandLine;
using Actors.LoadTest.Runs;
using Spectre.Console;

namespace Actors.LoadTest.Commands;

/// <summary>What can be asked of actors-load?</summary>
internal sealed class CommandLine(IAnsiConsole console, TextWriter output, TextWriter errors)
{
    /// <summary>Parses, runs and answers the exit code; bad arguments are told in one sentence.</summary>
    public async Task<int> Run(string[] arguments, CancellationToken stop)
    {
        var parsed = Root().Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction)
        {
            var sentence = parsed.UnmatchedTokens is [var unknown, ..]
                ? $"'{unknown}' is no command or option here."
                : parsed.Errors[0].Message;
            await errors.WriteLineAsync($"{sentence} (actors-load --help shows what there is.)");
            return (int)ExitCode.BadArguments;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = output,
                Error = errors,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // the program's own signal handling ends a run early and reports
            },
            stop);
    }

    private RootCommand Root() => new(
        "Drives Actors gateways and grains with load, and reports latency percentiles.\n\n"
        + "An open loop (--rate) sends on schedule whatever the server does, and counts latency from the moment that "
        + "a request was due, so a stall shows in full. A closed loop (--connections) sends again as soon as it is "
        + "answered. Ctrl-C ends a run early and still reports.\n\n"
        + "Exit code: 0 passed, 1 more failures than --max-failures, 2 bad arguments, 3 could not start.")
    {
        new ConfigCommand(console, errors).Build(),
        new ChangeCommand(console, errors).Build(),
        new GrainsCommand(console, errors).Build(),
        new MixedCommand(console, errors).Build(),
        new EventsCommand(console, errors).Build(),
        new ExperimentCommand(console, errors).Build(),
    };
}
