using Actors.LoadTest.Pacing;
using Actors.LoadTest.Reporting;
using Actors.LoadTest.Scenarios;
using Spectre.Console;

namespace Actors.LoadTest.Runs;

/// <summary>One run from its preparation to its report.</summary>
internal sealed class LoadRun(RunSettings settings, HttpTarget? gateways, IAnsiConsole console, TextWriter errors)
{
    /// <summary>Runs <paramref name="scenario"/>; being stopped ends the run early, and still reports.</summary>
    public async Task<ExitCode> Execute(IScenario scenario, CancellationToken stop)
    {
        await using var owned = scenario;
        try
        {
            await scenario.Prepare(stop);
        }
        catch (Exception exception) when (exception is CannotStartException or OperationCanceledException)
        {
            var why = exception is CannotStartException ? exception.Message : "Stopped before the run began.";
            await errors.WriteLineAsync(why);
            foreach (var remark in (await scenario.Finish()).Remarks)
                await errors.WriteLineAsync(remark);
            return ExitCode.CouldNotStart;
        }

        var report = await Measure(scenario, stop);
        console.Write(ReportTable.Of(report.Series));
        foreach (var remark in report.Remarks)
            console.WriteLine(remark);
        console.WriteLine(ReportText.Verdict(report));
        return await Save(report) && report.Passed ? ExitCode.Passed : ExitCode.Failed;
    }

    private async Task<LoadReport> Measure(IScenario scenario, CancellationToken stop)
    {
        using var probe = new GatewayProbe(gateways);
        var before = await probe.Look();
        var machine = MachineFacts.Here();
        var startedAt = TimeProvider.System.GetUtcNow();
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var clock = new RunClock(TimeProvider.System);

        await Run(scenario, clock, stop);
        var ended = clock.Now < settings.Window.End ? clock.Now : settings.Window.End;
        var measured = ended > settings.Window.WarmUp ? ended - settings.Window.WarmUp : TimeSpan.Zero;
        machine = machine with { DriverCpuSeconds = (Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds };
        var findings = await scenario.Finish();
        var after = await probe.Look();
        var series = SeriesReport.Of(scenario.Series, measured);
        return new LoadReport(
            scenario.Name,
            startedAt,
            settings.Window.WarmUp.TotalSeconds,
            Math.Round(measured.TotalSeconds, 3),
            EndedEarly: stop.IsCancellationRequested,
            series.Where(row => row.Target != SeriesReport.AllTargets).Sum(row => row.Failures),
            settings.MaxFailures,
            ProductFacts.Here,
            machine,
            settings.Shown,
            [.. before.Zip(after, (first, last) => new GatewayFacts(first.Url, first.State, last.State))],
            series,
            findings.Remarks,
            findings.Propagation);
    }

    private async Task Run(IScenario scenario, RunClock clock, CancellationToken stop)
    {
        var running = scenario.Run(clock, settings.Window, stop);
        try
        {
            await new LiveScreen(console, clock, settings, scenario).Show(running);
            await running;
        }
        catch
        {
            await scenario.Finish(); // what was made for the run must go, whatever happened in it
            throw;
        }
    }

    private async Task<bool> Save(LoadReport report)
    {
        try
        {
            if (settings.JsonFile is { } json)
                await File.WriteAllTextAsync(json.FullName, ReportJson.Write(report));
            if (settings.HtmlFile is { } html)
                await File.WriteAllTextAsync(html.FullName, HtmlReport.Write(report));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"A report could not be written: {exception.Message}");
            return false;
        }
    }
}
