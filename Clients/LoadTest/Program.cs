using System.Runtime.InteropServices;
using Actors.LoadTest.Commands;
using Spectre.Console;

// An open loop sleeps on one pool thread for the last stretch before a request is due; leave the others their cores.
ThreadPool.GetMinThreads(out var workers, out var completions);
ThreadPool.SetMinThreads(workers + 4, completions);

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 200; // a file has no width; the table should not be cut to a terminal's

return await new CommandLine(AnsiConsole.Console, Console.Out, Console.Error).Run(args, stop.Token);

// The first signal ends the run early, with its report; the second ends the process.
void End(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
