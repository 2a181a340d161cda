namespace Actors.Architecture.Tests;

/// <summary>What is different between two contracts, and does one who knows only the old still understand?</summary>
/// <param name="Gone">What the old one said and the new one does not: whoever relies on it is broken.</param>
/// <param name="New">What only the new one says.</param>
internal sealed record ContractDifference(IReadOnlyList<string> Gone, IReadOnlyList<string> New)
{
    public static ContractDifference Between(string before, string after)
    {
        var (old, now) = (Facts(before), Facts(after));
        return new([.. old.Except(now)], [.. now.Except(old)]);
    }

    /// <summary>Empty when there is none, else the whole story for the one who made it.</summary>
    public override string ToString() => (Gone.Count, New.Count) switch
    {
        (0, 0) => "",
        (0, _) => $"""
            The contract has grown:
            {Lines("+", New)}
            This is compatible when silos are upgraded before gateways: an old silo cannot answer a new method or grain;
            an old reader ignores a new member, and a new one must do without it. {HowToAccept}
            """,
        _ => $"""
            The contract has changed, and THIS MAY BREAK THE WIRE:
            {Lines("-", Gone)}
            {Lines("+", New)}
            It breaks a rolling upgrade, and state that is already stored, when an alias, an id, the type or parameter
            position of a member, a base class, an enum's number, a state name or a grain type is gone or different, and
            when a method has other parameters or another answer. Keep the old beside the new until nothing uses it.
            Renaming a C# type, method, parameter or member while its alias and id stay is safe. {HowToAccept}
            """,
    };

    private const string HowToAccept =
        "Accept a deliberate change with ACTORS_ACCEPT_CONTRACTS=1 ./test Architecture and commit the snapshot.";

    private static string Lines(string sign, IEnumerable<string> facts) =>
        string.Join(Environment.NewLine, facts.Select(fact => $"  {sign} {fact}"));

    // A line below a heading says little without it: its first two words name the thing.
    private static List<string> Facts(string contract)
    {
        var (name, facts) = ("", new List<string>());
        foreach (var line in contract.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            name = line.StartsWith(' ') ? name : string.Join(' ', line.Split(' ').Take(2));
            facts.Add(line.StartsWith(' ') ? $"{name} | {line.Trim()}" : line);
        }

        return facts;
    }
}
