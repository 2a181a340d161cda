namespace Actors.Evaluation.Tests;

/// <summary>Each row can be checked in a JavaScript console: new RegExp(pattern).test(text).</summary>
public sealed class PatternTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("^ping", "pingpong", true)]
    [InlineData("pong$", "pong\n", false)]
    [InlineData("^b", "a\nb", false)]
    [InlineData("a.c", "a\u2028c", false)]
    [InlineData("a[^]c", "a\nc", true)]
    [InlineData("a[]c", "ac", false)]
    [InlineData("a/b\\/c", "a/b/c", true)]
    [InlineData("\\d", "٣", false)]
    [InlineData("^\\w+$", "é", false)]
    [InlineData("^\\W+$", "é", true)]
    [InlineData("\\s", "\ufeff", true)]
    [InlineData("\\s", "\u0085", false)]
    [InlineData("[\\s\\S]", "\n", true)]
    [InlineData("\\bcaf\\b", "café", true)]
    [InlineData("\\bis\\b", "this is", true)]
    [InlineData("\\Bis\\B", "this is", false)]
    [InlineData("\\x41\\u0042\\103", "ABC", true)]
    [InlineData("\\u{3}", "uuu", true)]
    [InlineData("^\\p{2}$", "pp", true)]
    [InlineData("\\A\\Z\\z\\e\\G", "AZzeG", true)]
    [InlineData("\\xg\\u12", "xgu12", true)]
    [InlineData("\\cJ", "\n", true)]
    [InlineData("\\c1", "\\c1", true)]
    [InlineData("[\\c1]", "\u0011", true)]
    [InlineData("[\\b]", "\b", true)]
    [InlineData("\\0", "\0", true)]
    [InlineData("\\8\\12", "8\n", true)]
    [InlineData("[a-c-]", "-", true)]
    [InlineData("[\\w-z]", "-", true)]
    [InlineData("[a-z-[aeiou]]", "e]", true)]
    [InlineData("[[:alpha:]]", ":]", true)]
    [InlineData("a{,2}", "a{,2}", true)]
    [InlineData("^a{2,}$", "aaa", true)]
    [InlineData("{", "{", true)]
    [InlineData("}]", "}]", true)]
    [InlineData("a{99999999999}", "a", false)]
    [InlineData("(a)|\\1b", "b", true)]
    [InlineData("^(?:(a)|b)*\\1$", "b", true)]
    [InlineData("(?<x>a)(b)\\2\\1", "abba", true)]
    [InlineData("(?<x>a)\\k<x>", "aa", true)]
    [InlineData("\\k<x>", "k<x>", true)]
    [InlineData("^(?!.*bot).*fox", "firefox", true)]
    [InlineData("(?<=v)\\d", "v1", true)]
    [InlineData("(?<!v)1", "v1", false)]
    [InlineData("(?=a)*b", "b", true)]
    [InlineData("^😀{2}$", "😀😀", false)]
    [InlineData("^.$", "😀", false)]
    [InlineData("#x y", "#x y", true)]
    public void A_pattern_matches_what_it_matches_in_JavaScript(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Compile(pattern, new PatternMeter()).IsMatch(text));

    [Theory]
    [InlineData("HELLO", "hello", true)]
    [InlineData("^é$", "É", true)]
    [InlineData("[à-ý]", "Ö", true)]
    [InlineData("[^é]", "É", false)]
    [InlineData("^k$", "\u212a", false)]
    [InlineData("^s$", "ſ", false)]
    [InlineData("^i$", "İ", false)]
    [InlineData("^ß$", "ẞ", false)]
    [InlineData("^µ$", "Μ", true)]
    [InlineData("^σ$", "ς", true)]
    [InlineData("(a)\\1", "aA", true)]
    [InlineData("^\\W$", "ſ", true)]
    public void Case_is_ignored_unit_by_unit(string pattern, string text, bool expected)
    {
        Assert.True(ScriptPattern.TryCompile(pattern, true, new PatternMeter(), out var compiled, out _));
        Assert.Equal(expected, compiled.IsMatch(text));
    }

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("[")]
    [InlineData("[\\")]
    [InlineData("\\")]
    [InlineData("*")]
    [InlineData("a**")]
    [InlineData("a++")]
    [InlineData("a{2}{3}")]
    [InlineData("{1}")]
    [InlineData("^*")]
    [InlineData("|+")]
    [InlineData("a{2,1}")]
    [InlineData("[b-a]")]
    [InlineData("(?<=a)*")]
    [InlineData("(?i)a")]
    [InlineData("(?>a)")]
    [InlineData("(?#a)")]
    [InlineData("(?<1>a)")]
    [InlineData("(?<a-b>a)")]
    [InlineData("(?<a")]
    [InlineData("(?<a>x)(?<a>y)")]
    [InlineData("(?<a>x)\\k<b>")]
    [InlineData("(?<a>x)\\k")]
    public void What_JavaScript_refuses_is_refused_with_a_sentence(string pattern)
    {
        Assert.False(ScriptPattern.TryCompile(pattern, false, new PatternMeter(), out _, out var problem));
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|aa)+$")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$")]
    [InlineData("(.*a){12}b")]
    [InlineData("(a?){30}a{30}$")]
    public void A_catastrophic_pattern_is_answered_by_the_automaton(string pattern)
    {
        var compiled = Compile(pattern, new PatternMeter());
        Assert.False(compiled.IsMatch(new string('a', ScriptPattern.TextLimit - 1) + "!"));
    }

    [Theory]
    [InlineData("(a+)+\\1?(?=b)c")]
    [InlineData("(?=(a|aa)+$)a")]
    [InlineData("^(?:(a+)+)+\\1!!$")]
    public void What_has_no_automaton_is_given_up_and_counted_and_no_longer_tried(string pattern)
    {
        var meter = new PatternMeter();
        var compiled = Compile(pattern, meter);
        var hostile = new string('a', 40) + "!";
        for (var i = 1; i <= 100; i++)
        {
            Assert.False(compiled.IsMatch(hostile));
            Assert.Equal(i, meter.GivenUp);
        }
    }

    [Fact]
    public void A_text_beyond_the_limit_is_no_match_and_counted()
    {
        var meter = new PatternMeter();
        var compiled = Compile("a", meter);
        Assert.True(compiled.IsMatch(new string('a', ScriptPattern.TextLimit)));
        Assert.Equal(0, meter.GivenUp);
        Assert.False(compiled.IsMatch(new string('a', ScriptPattern.TextLimit + 1)));
        Assert.Equal(1, meter.GivenUp);
    }

    [Fact]
    public void A_feature_tells_how_often_its_patterns_gave_up()
    {
        var ruleset = Ruleset.Compile([new FeatureSource(
            "greedy", true, """{"defaultValue":1,"rules":[{"condition":{"name":{"$regex":"a"}},"force":2}]}""")]);
        var tooLong = $"{{\"name\":\"{new string('a', ScriptPattern.TextLimit + 1)}\"}}";
        Assert.True(Subject.TryParse(ruleset, System.Text.Encoding.UTF8.GetBytes(tooLong), out var subject, out _));

        var outcome = Evaluator.Evaluate(ruleset, ruleset.Features[0], subject);

        Assert.Equal(Reason.Default, outcome.Reason);
        Assert.Equal(1, ruleset.Features[0].Patterns.GivenUp);
    }

    [Theory]
    [InlineData("((((a{1000}){1000}){1000}){1000})")]
    [InlineData("(a{0,1000}){0,1000}$")]
    public void Repetitions_of_repetitions_do_not_exhaust_us(string pattern) =>
        Assert.False(Compile(pattern, new PatternMeter()).IsMatch(new string('a', 60_000) + "!"));

    [Fact]
    public void A_pattern_of_nothing_but_groups_does_not_exhaust_the_stack()
    {
        var deep = new string('(', ScriptPattern.PatternLimit / 2) + new string(')', ScriptPattern.PatternLimit / 2);
        Assert.True(Compile(deep, new PatternMeter()).IsMatch("x"));
        Assert.False(ScriptPattern.TryCompile(deep + "a", false, new PatternMeter(), out _, out _));
    }

    private static ScriptPattern Compile(string pattern, PatternMeter meter)
    {
        Assert.True(ScriptPattern.TryCompile(pattern, false, meter, out var compiled, out var problem), problem);
        return compiled;
    }
}
