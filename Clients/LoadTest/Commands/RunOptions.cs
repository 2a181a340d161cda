using System.CommandLine;
using Actors.LoadTest.Pacing;
using Actors.LoadTest.Runs;

namespace Actors.LoadTest.Commands;

/// <summary>The options that every scenario has.</summary>
internal sealed class RunOptions
{
    public Option<Duration> WarmUp { get; } = Opt.Time(
        "--warm-up", "How long to send before anything counts.", TimeSpan.FromSeconds(5), TimeSpan.Zero);

    public Option<Duration> Length { get; } = Opt.Time(
        "--duration", "How long to measure, after the warm-up.",
        TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(100));

    public Option<Duration> Timeout { get; } = Opt.Time(
        "--timeout", "After which an unanswered request has failed.",
        TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(1));

    public Option<long> Seed { get; } = Opt.Number(
        "--seed", "From which the users follow; the same seed makes the same users.",
        long.MinValue, long.MaxValue, byDefault: 1);

    public Option<long> MaxFailures { get; } = Opt.Number(
        "--max-failures", "More failed requests than this make the exit code 1.", 0L, long.MaxValue, byDefault: 0);

    public Option<FileInfo?> Json { get; } = new("--json")
    {
        Description = "Write the report as JSON to this file.",
        HelpName = "file",
    };

    public Option<FileInfo?> Html { get; } = new("--html")
    {
        Description = "Write the report as one self-contained page to this file.",
        HelpName = "file",
    };

    public Option<bool> Quiet { get; } = new("--quiet") { Description = "Show no progress, only the result." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[WarmUp, Length, Timeout, Seed, MaxFailures, Json, Html, Quiet])
            command.Options.Add(option);
    }

    /// <param name="pace">What is shown of the loop, its defaults included; null for a scenario without one.</param>
    public RunSettings Read(ParseResult parsed, Pace? pace = null) => new(
        new Window(parsed.GetValue(WarmUp).Time, parsed.GetValue(Length).Time),
        parsed.GetValue(MaxFailures),
        parsed.GetValue(Json),
        parsed.GetValue(Html),
        parsed.GetValue(Quiet),
        ShownSettings.Of(parsed, pace));
}
