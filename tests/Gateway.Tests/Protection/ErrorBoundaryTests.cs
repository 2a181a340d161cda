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

    [Fact]
    public void A_mistake_of_ours_is_not() => Assert.False(ErrorBoundary.IsNotNow(new InvalidOperationException()));
}
