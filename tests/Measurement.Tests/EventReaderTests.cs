using System.Text;

namespace Actors.Measurement.Tests;

public sealed class EventReaderTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_metric_event_is_read_whole()
    {
        var one = Event("""
            {"type":"metric","id":"e-1","subject":{"attribute":"deviceId","value":"d-9"},"key":"buy","value":12.5,
             "count":2,"time":"2026-11-23T13:00:00.1234567+02:00","properties":{"cart":[1,"é"]}}
            """);
        Assert.Equal(new SubjectId("deviceId", "d-9"), one.Subject);
        Assert.Equal((12_500_000, 2, "buy", "e-1"), (one.Value, one.Count, one.Key, one.Id));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 11, 0, 0, 123, 456, TimeSpan.Zero), one.At);
        Assert.Equal("""{"cart":[1,"é"]}""", one.Properties);
    }

    [Fact]
    public void An_exposure_is_read_whole()
    {
        var one = Event("""
            {"type":"exposure","id":17,"subject":"u-1","experiment":"checkout","variation":1,"phase":"0",
             "rulesetVersion":42,"sdk":"js","sdkVersion":"1.8.0","dimensions":{"platform":"ios","country":"CH"}}
            """);
        Assert.Equal((EventKind.Exposure, "checkout", "17"), (one.Kind, one.Key, one.Id));
        Assert.Equal(_now, one.At);
        var exposure = one.Exposure!;
        Assert.Equal(("1", "0", 42, "js", "1.8.0"), (
            exposure.Variation, exposure.Phase, exposure.RulesetVersion, exposure.Sdk, exposure.SdkVersion));
        Assert.Equal([new("country", "CH"), new Dimension("platform", "ios")], exposure.Dimensions);
    }

    [Fact]
    public void An_event_without_value_and_count_happened_once_and_is_worth_one()
    {
        var one = Event("""{"type":"metric","id":"e","subject":"u","key":"buy"}""");
        Assert.Equal((Millionths.One, 1), (one.Value, one.Count));
    }

    [Theory]
    [InlineData("""{METRIC,"value":NaN}""", "json-invalid")]
    [InlineData("""{METRIC,"value":"NaN"}""", "value-invalid")]
    [InlineData("""{METRIC,"value":null}""", "value-invalid")]
    [InlineData("""{METRIC,"value":1e308}""", "value-range")]
    [InlineData("""{METRIC,"value":-1e999}""", "value-range")]
    [InlineData("""{METRIC,"count":-1}""", "count-invalid")]
    [InlineData("""{METRIC,"count":1.5}""", "count-invalid")]
    [InlineData("""{METRIC,"time":"2026-11-23T12:06:00Z"}""", "time-future")]
    [InlineData("""{METRIC,"time":"2026-10-01T00:00:00Z"}""", "time-expired")]
    [InlineData("""{METRIC,"time":"2026-11-23T12:00:00"}""", "time-invalid")]
    [InlineData("""{METRIC,"time":-1}""", "time-invalid")]
    [InlineData("""{"subject":"u","key":"buy","type":"metric"}""", "id-invalid")]
    [InlineData("""{"id":"","subject":"u","key":"buy","type":"metric"}""", "id-invalid")]
    [InlineData("""{"id":"e\u0000","subject":"u","key":"buy","type":"metric"}""", "id-invalid")]
    [InlineData("""{"id":"\ud800","subject":"u","key":"buy","type":"metric"}""", "json-invalid")]
    [InlineData("""{"id":"e","key":"buy","type":"metric"}""", "subject-invalid")]
    [InlineData("""{"id":"e","subject":{"attribute":"id"},"key":"buy","type":"metric"}""", "subject-invalid")]
    [InlineData("""{"id":"e","subject":[],"key":"buy","type":"metric"}""", "subject-invalid")]
    [InlineData("""{"id":"e","subject":"u","type":"metric"}""", "key-invalid")]
    [InlineData("""{METRIC,"variation":"a"}""", "member-unknown")]
    [InlineData("""{METRIC,"vlaue":3}""", "member-unknown")]
    [InlineData("""{METRIC,"properties":[]}""", "properties-invalid")]
    [InlineData("""{"id":"e","subject":"u","key":"buy","type":"click"}""", "type-invalid")]
    [InlineData("""{"id":"e","subject":"u","key":"buy"}""", "type-invalid")]
    [InlineData("""{"id":"e","subject":"u","type":"exposure","variation":"a"}""", "experiment-invalid")]
    [InlineData("""{"id":"e","subject":"u","type":"exposure","experiment":"x"}""", "variation-invalid")]
    [InlineData("""{EXPOSURE,"value":1}""", "member-unknown")]
    [InlineData("""{EXPOSURE,"dimensions":{"a":{}}}""", "dimensions-invalid")]
    [InlineData("""{EXPOSURE,"rulesetVersion":"1"}""", "version-invalid")]
    [InlineData("{}{}", "json-invalid")]
    [InlineData("[1]", "json-invalid")]
    [InlineData("", "json-invalid")]
    public void A_bad_event_has_a_code_of_its_own(string json, string code)
    {
        var reading = Read(json
            .Replace(
                "METRIC",
                "\"id\":\"e\",\"subject\":\"u\",\"key\":\"buy\",\"type\":\"metric\"",
                StringComparison.Ordinal)
            .Replace(
                "EXPOSURE",
                "\"id\":\"e\",\"subject\":\"u\",\"type\":\"exposure\",\"experiment\":\"x\",\"variation\":\"a\"",
                StringComparison.Ordinal));
        Assert.Null(reading.Event);
        Assert.Equal(code, reading.Refusal!.Code);
    }

    [Fact]
    public void An_event_that_is_no_UTF_8_is_refused() => Assert.Equal(
        "json-invalid",
        EventReader.Read([.. "{\"id\":\""u8, 0xFF, .. "\"}"u8], _now).Refusal!.Code);

    [Fact]
    public void What_is_too_large_is_refused()
    {
        var text = new string('x', EventLimits.MaxPropertiesBytes);
        const string Rest = "\"id\":\"e\",\"subject\":\"u\",\"key\":\"buy\",\"type\":\"metric\"";
        Assert.Equal("properties-too-large", Read($$$"""{{{{Rest}}},"properties":{"a":"{{{text}}}"}}""").Refusal!.Code);
        Assert.Equal(
            "event-too-large", Read($$$"""{{{{Rest}}},"key":"{{{text + text + text + text}}}"}""").Refusal!.Code);
    }

    [Fact]
    public void A_refused_event_still_says_its_id() =>
        Assert.Equal("e-7", Read("""{"id":"e-7","subject":"u","key":"buy","type":"metric","value":{}}""").Id);

    [Fact]
    public void The_content_is_that_of_what_was_sent_and_not_of_when_it_came()
    {
        const string Json = """{"type":"metric","id":"e","subject":"u","key":"buy","value":3}""";
        var first = Event(Json).Content;
        Assert.Equal(first, EventReader.Read(Encoding.UTF8.GetBytes(Json), _now.AddMinutes(1)).Event!.Content);
        Assert.Equal(first, Event("""{ "value":3.0,"key":"buy","subject":"u","id":"e","type":"metric"}""").Content);
        Assert.NotEqual(first, Event(Json.Replace("3", "4", StringComparison.Ordinal)).Content);
        Assert.NotEqual(
            first, Event(Json.Replace("}", ",\"time\":\"2026-11-23T12:00:00Z\"}", StringComparison.Ordinal)).Content);
    }

    [Theory]
    [InlineData("id", "u-1", 2, 1404780807)]
    [InlineData("id", "é", 1, 3481757667)]
    [InlineData("deviceId", "u-1", 7, 3789857155)]
    public void A_subject_stays_where_it_is_for_ever(string attribute, string value, int partition, uint place)
    {
        // Another hash would write a subject's events to another partition than before.
        var subject = new SubjectId(attribute, value);
        Assert.Equal((partition, place), (subject.Partition, subject.Place));
    }

    private static MeasuredEvent Event(string json)
    {
        var reading = Read(json);
        Assert.Null(reading.Refusal);
        return reading.Event!;
    }

    private static EventReading Read(string json) => EventReader.Read(Encoding.UTF8.GetBytes(json), _now);
}
