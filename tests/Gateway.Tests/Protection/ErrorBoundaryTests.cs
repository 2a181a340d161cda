using Actors.Contracts;
using Actors.Gateway.Protection;

namespace Actors.Gateway.Tests.Protection;

public sealed class ErrorBoundaryTests
{
    public static TheoryData<Exception> Passing =>
        [new NotNowException("moving"), new SiloUnavailableException(), new TimeoutException(), new OrleansException()];

    [Theory]
    [MemberData(nameof(Passing))]
    public void What_may_be_repeated_is_not_now(Exception failure) => Assert.True(ErrorBoundary.IsNotNow(failure));

    [Theory]
    [InlineData(typeof(Orleans.Runtime.Messaging.ConnectionFailedException))]
    [InlineData(typeof(Orleans.Runtime.OrleansMessageRejectionException))]
    public void Every_way_of_not_reaching_a_silo_is_of_one_family(Type kind) =>
        Assert.True(kind.IsAssignableTo(typeof(OrleansException)));

    [Fact]
    public void A_mistake_of_ours_is_not() => Assert.False(ErrorBoundary.IsNotNow(new InvalidOperationException()));
}
