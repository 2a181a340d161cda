namespace Actors.Evaluation.Tests;

/// <summary>A number that serves as an id must be hashed as every JavaScript client writes it.</summary>
public sealed class NumberTextTests
{
    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("-0", "0")]
    [InlineData("12345678901", "12345678901")]
    [InlineData("-17", "-17")]
    [InlineData("0.1", "0.1")]
    [InlineData("1e15", "1000000000000000")]
    [InlineData("999999999999999.9", "999999999999999.9")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("123456789012345680000", "123456789012345680000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1e23", "1e+23")]
    [InlineData("1.5e300", "1.5e+300")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000012345", "0.0000012345")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("-1.25e-9", "-1.25e-9")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    [InlineData("1e999", "Infinity")]
    public void A_number_is_written_as_in_JavaScript(string json, string expected) =>
        Assert.Equal(expected, Given.Subject(Given.Curious, $$"""{"id": {{json}}}""").Text("id"));

    [Theory]
    [InlineData("", 0)]
    [InlineData("\\u2028 7\\n", 7)]
    [InlineData("\\ufeff5", 5)]
    [InlineData("0b11", 3)]
    [InlineData("0O17", 15)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("+5e2", 500)]
    [InlineData("-0", 0)]
    public void A_text_counts_as_the_number_that_JavaScript_reads(string text, double expected) =>
        Assert.True(Given.Matches(
            FormattableString.Invariant($$"""{"a": {{expected}}}"""), $$"""{"a": "{{text}}"}"""));

    [Theory]
    [InlineData("NaN")]
    [InlineData("1_000")]
    [InlineData("1,000")]
    [InlineData("0x")]
    [InlineData("0xg")]
    [InlineData("-0x10")]
    [InlineData("(5)")]
    [InlineData("5\\u0000")]
    [InlineData("\\u00855")]
    [InlineData("∞")]
    [InlineData("infinity")]
    [InlineData(".")]
    [InlineData("1e")]
    public void What_JavaScript_cannot_read_is_in_no_order(string text) =>
        Assert.False(Given.Matches(
            """{"$or": [{"a": {"$gte": 0}}, {"a": {"$lt": 0}}]}""", $$"""{"a": "{{text}}"}"""));
}
