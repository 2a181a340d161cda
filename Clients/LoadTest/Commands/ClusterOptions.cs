using System.CommandLine;
using Actors.LoadTest.Clustering;

namespace Actors.LoadTest.Commands;

/// <summary>Which cluster's grains are called, and with which mix of calls?</summary>
internal sealed class ClusterOptions(RunOptions run)
{
    public const string ConnectionName = "--connection";
    private const string ConnectionVariable = "ConnectionStrings__Actors";

    public Option<string?> Connection { get; } = Opt.Text(
        ConnectionName, "The connection string of the cluster's PostgreSQL database.", variable: ConnectionVariable);

    public Option<string?> ClusterId { get; } = Opt.Text("--cluster-id", "The cluster's id.", "local");

    public Option<string?> ServiceId { get; } = Opt.Text("--service-id", "The cluster's service id.", "actors");

    public Option<int> Features { get; } = Opt.Number(
        "--features", "How many features are made, and called in no order.", 1, 100_000, byDefault: 100);

    public Option<double> RulesetShare { get; } = Opt.Number(
        "--ruleset-share", "The part of the grain calls that reads the environment's whole ruleset.",
        0.0, 1.0, byDefault: 0.05);

    public Option<double> WriteShare { get; } = Opt.Number(
        "--write-share", "The part of the grain calls that writes durably.", 0.0, 1.0, byDefault: 0.05);

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Connection, ClusterId, ServiceId, Features, RulesetShare, WriteShare])
            command.Options.Add(option);
    }

    /// <summary>What is wrong with the options as a whole, in one sentence; null when nothing is.</summary>
    public string? Complaint(ParseResult parsed)
    {
        if (string.IsNullOrEmpty(Find(parsed.GetValue(Connection))))
            return $"{ConnectionName} or the variable {ConnectionVariable} must name the database.";
        return parsed.GetValue(RulesetShare) + parsed.GetValue(WriteShare) > 1
            ? "--ruleset-share and --write-share must not be more than 1 together."
            : null;
    }

    public ClusterTarget Read(ParseResult parsed) => new(
        Find(parsed.GetValue(Connection))!,
        parsed.GetValue(ClusterId)!,
        parsed.GetValue(ServiceId)!,
        parsed.GetValue(run.Timeout).Time);

    public GrainMix Mix(ParseResult parsed) => new(
        parsed.GetValue(run.Seed),
        parsed.GetValue(Features),
        parsed.GetValue(RulesetShare),
        parsed.GetValue(WriteShare));

    private static string? Find(string? given) => given ?? Environment.GetEnvironmentVariable(ConnectionVariable);
}
