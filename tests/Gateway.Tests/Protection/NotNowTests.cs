using Actors.Contracts;
using Actors.Gateway.Protection;
using Npgsql;
using Orleans.Storage;

namespace Actors.Gateway.Tests.Protection;

public sealed class NotNowTests
{
    public static TheoryData<Exception> Passing =>
    [
        new NotNowException("moving"), new SiloUnavailableException(), new TimeoutException(), new OrleansException(),
        new NpgsqlException("the database is away"), new InconsistentStateException("somebody else wrote"),
        new InvalidOperationException("loading failed", new NpgsqlException("the database is away")),
        new AggregateException(
            new InvalidOperationException(), new IOException("lost", new InconsistentStateException("twice"))),
        new ArgumentException("Could not find an implementation") { Source = "Orleans.Core" },
    ];

    public static TheoryData<Exception> Mistakes =>
    [
        new InvalidOperationException(), new ArgumentException("a mistake"),
        new AggregateException(new InvalidOperationException(), new FormatException()),
    ];

    [Theory]
    [MemberData(nameof(Passing))]
    public void What_may_be_repeated_is_not_now(Exception failure) => Assert.True(NotNow.Is(failure));

    [Theory]
    [InlineData(typeof(Orleans.Runtime.Messaging.ConnectionFailedException))]
    [InlineData(typeof(Orleans.Runtime.OrleansMessageRejectionException))]
    public void Every_way_of_not_reaching_a_silo_is_of_one_family(Type kind) =>
        Assert.True(kind.IsAssignableTo(typeof(OrleansException)));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_of_ours_is_not(Exception failure) => Assert.False(NotNow.Is(failure));
}
