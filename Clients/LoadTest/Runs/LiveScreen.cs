using System.Globalization;
using Actors.LoadTest.Pacing;
using Actors.LoadTest.Reporting;
using Actors.LoadTest.Scenarios;
using Spectre.Console;

namespace Actors.LoadTest.Runs;

/// <summary>What is going on in a run: on a terminal a bar and a table, else a line now and then.</summary>
internal sealed class LiveScreen(IAnsiConsole console, RunClock clock, RunSettings settings, IScenario scenario)
{
    private const int BarWidth = 40;
    private static readonly TimeSpan _refresh = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _lineEvery = TimeSpan.FromSeconds(10);

    /// <summary>Shows the run until it ends; leaves its error, if any, to the caller.</summary>
    public async Task Show(Task running)
    {
        if (settings.Quiet)
            return;

        if (!console.Profile.Capabilities.Interactive)
        {
            while (!await Ends(running, _lineEvery))
                console.WriteLine($"{Progress()}: {Total()}");
            return;
        }

        await console.Live(Screen()).AutoClear(true).StartAsync(async live =>
        {
            while (!await Ends(running, _refresh))
                live.UpdateTarget(Screen());
        });
    }

    private static async Task<bool> Ends(Task running, TimeSpan within) =>
        await Task.WhenAny(running, Task.Delay(within)) == running;

    private Rows Screen() => new(new Text(Bar() + " " + Progress()), ReportTable.Of(Figures()));

    private IReadOnlyList<SeriesReport> Figures()
    {
        var measured = clock.Now - settings.Window.WarmUp;
        return SeriesReport.Of(scenario.Series, measured > TimeSpan.Zero ? measured : TimeSpan.Zero);
    }

    private string Bar()
    {
        var part = Math.Clamp(clock.Now / settings.Window.End, 0, 1);
        var filled = (int)(part * BarWidth);
        return new string('█', filled) + new string('░', BarWidth - filled);
    }

    private string Progress()
    {
        var now = clock.Now;
        var phase = now < settings.Window.WarmUp ? "warming up" : now < settings.Window.End ? "measuring" : "finishing";
        return string.Create(CultureInfo.InvariantCulture,
            $"{phase}, {now.TotalSeconds:0} of {settings.Window.End.TotalSeconds:0} s");
    }

    private string Total()
    {
        var rows = Figures().Where(row => row.Target != SeriesReport.AllTargets).ToList();
        return $"{rows.Sum(row => row.Requests)} requests, {rows.Sum(row => row.Failures)} failed";
    }
}
