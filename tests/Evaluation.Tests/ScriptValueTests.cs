using System.Runtime.CompilerServices;

namespace Actors.Evaluation.Tests;

public sealed class ScriptValueTests
{
    private static readonly char[] _chars = "..10é..".ToCharArray();
    private static readonly ScriptValue _cut = ScriptValue.Of(_chars, 2, 3);
    private static readonly ScriptValue _number = ScriptValue.Of(_chars, 2, 2);

    [Fact]
    public void A_value_stays_small_enough_to_be_copied() => Assert.Equal(24, Unsafe.SizeOf<ScriptValue>());

    [Fact]
    public void A_cut_of_a_buffer_is_the_text_that_a_string_would_be()
    {
        Assert.Equal("10é", _cut.ToText());
        Assert.True(ScriptComparison.AreStrictlyEqual(ScriptValue.Of("10é"), _cut));
        Assert.True(new ReadsAs("10é").Passes(_cut));
        Assert.True(new CountsAs(10).Passes(_number));
        Assert.True(new ValueSet([ScriptValue.Of("x"), ScriptValue.Of("10é")]).ContainsAny(_cut));
        Assert.False(ValueSet.Empty.ContainsAny(_cut));
        Assert.True(ScriptComparison.Holds(Relation.Greater, _cut, _number));
        Assert.Equal("", ScriptValue.Of(_chars, 7, 0).ToText());
    }

    [Fact]
    public void A_cut_of_an_array_is_the_list_or_object_that_a_whole_one_would_be()
    {
        ScriptValue[] items = [ScriptValue.True, _number, ScriptValue.Null, ScriptValue.Of(1e21)];
        var list = ScriptValue.Of(items, 1, 3);
        Assert.Equal("10,,1e+21", list.ToText());
        Assert.Equal(3, list.Step("length")!.Value.Number);
        Assert.Equal("10", list.Step("0")!.Value.ToText());
        Assert.Null(list.Step("3"));
        ScriptMember[] members =
            [new(ScriptValue.Of("x"), list), new(_cut, ScriptValue.True), new(ScriptValue.Of("y"), _cut)];
        var whole = ScriptValue.Of(members, 1, 2);
        Assert.True(whole.Step("10é")!.Value.IsTruthy);
        Assert.Null(whole.Step("x"));
        Assert.True(ScriptComparison.AreWrittenAlike(whole, ScriptValue.Of(members[1..])));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, -1)]
    [InlineData(6, 2)]
    [InlineData(8, 0)]
    public void A_cut_stays_within_its_buffer(int start, int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ScriptValue.Of(_chars, start, length));

    [Fact]
    public void A_list_longer_than_the_scratch_space_is_joined_whole()
    {
        var item = new string('é', 100);
        var list = ScriptValue.Of([.. Enumerable.Range(0, 500).Select(_ => ScriptValue.Of(item))]);
        Assert.Equal(string.Join(',', Enumerable.Repeat(item, 500)), list.ToText());
    }
}
