namespace Actors.Measurement.Tests;

public sealed class DriftLedgerTests
{
    [Fact]
    public void Reports_of_all_gateways_add_up_by_kind_of_client()
    {
        var ledger = DriftLedger.Empty
            .With(Report("a", 1, new("js", "2", 10, 1), new("ios", "1", 5, 0)), Some.Start)
            .With(Report("b", 1, new DriftTally("js", "2", 20, 3)), Some.Start.AddHours(3))
            .With(Report("a", 2, new DriftTally("js", "1", 1, 1)), Some.Start.AddHours(3));

        Assert.Equal(
            [new("ios", "1", 5, 0), new("js", "1", 1, 1), new DriftTally("js", "2", 30, 4)], ledger.Clients());
        Assert.Equal([new UncheckedTally("sticky", 3)], ledger.Unchecked());
    }

    [Fact]
    public void A_report_that_is_repeated_counts_once()
    {
        var once = DriftLedger.Empty.With(Report("a", 1, new DriftTally("js", "1", 10, 1)), Some.Start);

        var twice = once.With(Report("a", 1, new DriftTally("js", "1", 10, 1)), Some.Start.AddSeconds(5));

        Assert.Same(once, twice);
        Assert.NotSame(once, once.With(Report("b", 1, new DriftTally("js", "1", 10, 1)), Some.Start));
    }

    [Fact]
    public void What_is_older_than_a_day_is_forgotten()
    {
        var ledger = DriftLedger.Empty
            .With(Report("a", 1, new DriftTally("js", "1", 10, 10)), Some.Start)
            .With(Report("a", 2, new DriftTally("js", "2", 10, 0)), Some.Start.AddHours(20));

        Assert.Equal(2, ledger.At(Some.Start.AddHours(24)).Clients().Length);
        Assert.Equal([new DriftTally("js", "2", 10, 0)], ledger.At(Some.Start.AddHours(25)).Clients());
        Assert.Empty(ledger.At(Some.Start.AddHours(45)).Clients());
        Assert.Same(ledger, ledger.At(Some.Start.AddHours(1)));
    }

    [Fact]
    public void Whatever_clients_call_themselves_it_stays_small()
    {
        var ledger = DriftLedger.Empty;
        for (var number = 1; number <= 40; number++)
        {
            var tallies = Enumerable.Range(0, 10).Select(one => new DriftTally("js", $"{number}.{one}", 2, 1));
            ledger = ledger.With(new($"gateway-{number}", 1, [.. tallies], []), Some.Start.AddMinutes(number * 10));
        }

        Assert.All(ledger.Hours, hour => Assert.InRange(hour.Clients.Length, 1, DriftLedger.MaxClients + 1));
        var clients = ledger.Clients();
        Assert.InRange(clients.Length, 1, DriftLedger.MaxClients + 1);
        Assert.Contains(clients, client => client.Sdk == DriftLedger.Others);
        Assert.Equal((800, 400), (clients.Sum(client => client.Checked), clients.Sum(client => client.Disagreeing)));
        Assert.InRange(ledger.Senders.Length, 1, 7); // who was heard in the last hour
    }

    private static DriftReport Report(string sender, long number, params DriftTally[] clients) =>
        new(sender, number, [.. clients], [new UncheckedTally("sticky", 1)]);
}
