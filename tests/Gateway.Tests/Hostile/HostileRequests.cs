using Actors.Gateway.Tests.Hosting;

namespace Actors.Gateway.Tests.Hostile;

/// <summary>
/// Whatever is sent, the answer is defined, and the gateway goes on. To cover an endpoint, add its table here.
/// </summary>
public sealed class HostileRequests(HostileRequests.Target target) : IClassFixture<HostileRequests.Target>
{
    private static readonly IReadOnlyDictionary<string, HostileRequest> _table =
        EvaluationTable.Requests.Concat(AdministrationTable.Requests).Concat(ServerTable.Requests)
            .Concat(GrowthBookTable.Requests).Concat(EventsTable.Requests)
            .ToDictionary(request => request.Name);

    public static TheoryData<string> Names => [.. _table.Keys];

    [Fact]
    public void There_are_enough_of_them() => Assert.True(_table.Count >= 60);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_request_has_a_defined_answer_and_leaves_the_gateway_well(string name)
    {
        var request = _table[name];

        var (status, body) = await request.Send(target.Gateway.Address, TestContext.Current.CancellationToken);

        Assert.True(request.Status == status,
            $"Expected {request.Status}, was {status}: {body[..Math.Min(body.Length, 500)]}");
        if (request.Problem is not null)
            Assert.Contains($"\"type\":\"urn:actors:problem:{request.Problem}\"", body, StringComparison.Ordinal);
        else if (status >= 400)
            Assert.Empty(body);
        await target.Gateway.IsWell();
    }

    public sealed class Target : IAsyncLifetime
    {
        internal RunningGateway Gateway { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Gateway = await RunningGateway.Start(withDiskCopy: true);

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }
}
