using System.Text;

namespace Actors.Measurement.Tests;

public sealed class EventBatchTests
{
    [Theory]
    [InlineData("[]", false, new string[0])]
    [InlineData(" [ {\"a\":1} , {\"b\":[1,2]} ] ", false, new[] { "{\"a\":1}", "{\"b\":[1,2]}" })]
    [InlineData("{\"events\":[{},{}]}", false, new[] { "{}", "{}" })]
    [InlineData("{\"id\":1}", false, new[] { "{\"id\":1}" })]
    [InlineData("[{\"v\":NaN},{\"v\":\"],}\\\"{\"}]", false, new[] { "{\"v\":NaN}", "{\"v\":\"],}\\\"{\"}" })]
    [InlineData("{\"a\":1}\n\n  \r\n{\"b\":NaN}\r\n", true, new[] { "{\"a\":1}", "{\"b\":NaN}" })]
    [InlineData("", true, new string[0])]
    public void Each_event_is_found_whatever_is_wrong_with_its_neighbours(string body, bool isLines, string[] expected)
    {
        var events = new List<Range>();
        Assert.True(EventBatch.TrySplit(Encoding.UTF8.GetBytes(body), isLines, events));
        Assert.Equal(expected, events.Select(range => body[range].Trim()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("17")]
    [InlineData("[{\"a\":1}")]
    [InlineData("[{\"a\":\"]")]
    [InlineData("{\"events\":[{}")]
    public void What_is_no_list_of_events_is_told(string body) =>
        Assert.False(EventBatch.TrySplit(Encoding.UTF8.GetBytes(body), false, []));

    [Fact]
    public void No_more_is_looked_for_than_one_too_many()
    {
        var events = new List<Range>();
        var body = $"[{string.Join(',', Enumerable.Repeat("{}", 5_000))}]";
        EventBatch.TrySplit(Encoding.UTF8.GetBytes(body), false, events);
        Assert.Equal(EventLimits.MaxEvents + 1, events.Count);
    }
}
