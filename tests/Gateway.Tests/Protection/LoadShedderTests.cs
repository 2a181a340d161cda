using Actors.Gateway.Protection;

namespace Actors.Gateway.Tests.Protection;

public sealed class LoadShedderTests
{
    private readonly LoadShedder _load = new(Samples.Settings(settings =>
    {
        settings.Limits.Administrations = 2;
        settings.Limits.ShedAdministrationAt = 3;
        settings.Limits.ShedStreamsAt = 4;
        settings.Limits.ShedEvaluationsAt = 5;
        settings.Limits.Streams = 7;
    }));

    [Fact]
    public void Administration_goes_first_then_streams_then_evaluations()
    {
        Enter(TrafficClass.Evaluation, 3);
        Assert.False(_load.TryEnter(TrafficClass.Administration));
        Assert.True(_load.TryEnter(TrafficClass.Stream));
        Enter(TrafficClass.Evaluation, 1);
        Assert.False(_load.TryEnter(TrafficClass.Stream));
        Enter(TrafficClass.Evaluation, 1);
        Assert.False(_load.TryEnter(TrafficClass.Evaluation));
        Assert.True(_load.TryEnter(TrafficClass.Essential));
    }

    [Fact]
    public void Slow_administration_leaves_room_for_the_others()
    {
        Enter(TrafficClass.Administration, 2);

        Assert.False(_load.TryEnter(TrafficClass.Administration));
        Assert.True(_load.TryEnter(TrafficClass.Evaluation));
    }

    [Fact]
    public void Open_streams_are_bounded_and_keep_nothing_else_out()
    {
        Enter(TrafficClass.Stream, 7);

        Assert.False(_load.TryEnter(TrafficClass.Stream));
        Enter(TrafficClass.Administration, 2);
        _load.Leave(TrafficClass.Stream);
        Assert.True(_load.TryEnter(TrafficClass.Stream));
    }

    [Fact]
    public void Who_was_refused_takes_no_room()
    {
        Enter(TrafficClass.Administration, 2);
        for (var i = 0; i < 100; i++)
        {
            Assert.False(_load.TryEnter(TrafficClass.Administration));
        }

        Enter(TrafficClass.Evaluation, 3);
        _load.Leave(TrafficClass.Administration);
        _load.Leave(TrafficClass.Evaluation);
        _load.Leave(TrafficClass.Evaluation);
        Assert.True(_load.TryEnter(TrafficClass.Administration));
    }

    private void Enter(TrafficClass traffic, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.True(_load.TryEnter(traffic));
        }
    }
}
