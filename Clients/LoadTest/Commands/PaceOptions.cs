using System.CommandLine;
using Actors.LoadTest.Pacing;

namespace Actors.LoadTest.Commands;

/// <summary>Open or closed loop, and how much?</summary>
internal sealed class PaceOptions
{
    private const int ClosedConnections = 16;
    private const int OpenConnections = 256;

    public Option<double?> Rate { get; } = Opt.OptionalNumber<double>(
        "--rate",
        "Requests per second of an open loop, over all gateways; latency counts from when a request was due. "
        + "Without it, the loop is closed.",
        0.001, 1_000_000);

    public Option<int?> Connections { get; } = Opt.OptionalNumber<int>(
        "--connections",
        $"Requests in flight at once: in a closed loop so many all the time [default: {ClosedConnections}], "
        + $"in an open loop so many at most [default: {OpenConnections}].",
        1, 100_000);

    public void AddTo(Command command)
    {
        command.Options.Add(Rate);
        command.Options.Add(Connections);
    }

    public Pace Read(ParseResult parsed)
    {
        var rate = parsed.GetValue(Rate);
        return new Pace(rate, parsed.GetValue(Connections) ?? (rate is null ? ClosedConnections : OpenConnections));
    }
}
