using Actors.LoadTest.Commands;
using Spectre.Console;

namespace Actors.LoadTest.Tests.Commands;

/// <summary>Runs a command line as the program does, and keeps what it prints.</summary>
internal sealed class Shell : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public string Output => _output.ToString();

    public string Errors => _errors.ToString();

    public Task<int> Run(params string[] arguments)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(_output),
        });
        console.Profile.Width = 200;
        return new CommandLine(console, _output, _errors).Run(arguments, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }
}
