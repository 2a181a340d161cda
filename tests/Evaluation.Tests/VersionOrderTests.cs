using CsCheck;

namespace Actors.Evaluation.Tests;

public sealed class VersionOrderTests
{
    private static readonly Gen<string> _versions = Gen.OneOf(
        Gen.OneOf("0", "1", "9", "10", "05", "99999", "100000", "", "x", "2-rc", "v1")
            .Array[1, 4].Select(parts => string.Join('.', parts)),
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[0, 12], (a, b, c) => $"{a}.{b}.{c}"));

    [Fact]
    public void Plain_versions_are_ordered_as_the_dialect_writes_them() =>
        Gen.Select(_versions, _versions).Sample((left, right) =>
        {
            var (one, other) = (PlainOrder(left), PlainOrder(right));
            if (one >= 0 && other >= 0)
                Assert.Equal(Math.Sign(string.CompareOrdinal(Written(left), Written(right))), one.CompareTo(other));
        });

    [Theory]
    [InlineData("5.0.0", true)]
    [InlineData("99999.0.12", true)]
    [InlineData("5.0", false)]
    [InlineData("5.0.0.0", false)]
    [InlineData("5.00.0", false)]
    [InlineData("100000.0.0", false)]
    [InlineData("5..0", false)]
    [InlineData("5.0.", false)]
    [InlineData("5.0.0-rc", false)]
    [InlineData("v5.0.0", false)]
    [InlineData("", false)]
    public void Three_numbers_of_five_digits_are_plain(string version, bool isPlain) =>
        Assert.Equal(isPlain, PlainOrder(version) >= 0);

    private static long PlainOrder(string version) => ScriptVersion.PlainOrder(ScriptValue.Of(version));

    private static string Written(string version)
    {
        using var written = new ScriptVersion(ScriptValue.Of(version), stackalloc char[ScriptVersion.ScratchLength]);
        return written.Chars.ToString();
    }
}
