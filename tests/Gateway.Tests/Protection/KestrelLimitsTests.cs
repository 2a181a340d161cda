using Actors.Gateway.Protection;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Actors.Gateway.Tests.Protection;

public sealed class KestrelLimitsTests
{
    [Fact]
    public void Who_takes_its_answer_too_slowly_is_cut_off()
    {
        var kestrel = new KestrelServerOptions();

        new LimitSettings { AnswerBytesPerSecond = 5000 }.Apply(kestrel);

        Assert.Equal(5000, kestrel.Limits.MinResponseDataRate?.BytesPerSecond);
    }
}
