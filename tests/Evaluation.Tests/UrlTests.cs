namespace Actors.Evaluation.Tests;

/// <summary>Each row can be checked with the JavaScript SDK's isURLTargeted, or with URL in a console.</summary>
public sealed class UrlTests
{
    [Theory]
    [InlineData("http://example.com/a", "example.com/a", true)]
    [InlineData("https://EXAMPLE.com/A/", "example.com/a", true)]
    [InlineData("https://example.com/a", "/a/", true)]
    [InlineData("https://example.com/a/b", "/a/*", true)]
    [InlineData("https://example.com/a", "/a/*", false)]
    [InlineData("https://example.com/ab", "/a/*", false)]
    [InlineData("https://www.example.com/", "*.example.com", true)]
    [InlineData("https://example.com/", "*.example.com", false)]
    [InlineData("https://example.com:8080/", "example.com", false)]
    [InlineData("https://example.com:443/", "https://example.com", true)]
    [InlineData("http://example.com/a?x=1&y=2", "/a?y=2", true)]
    [InlineData("http://example.com/a?y=3", "/a?y=2", false)]
    [InlineData("http://example.com/a", "/a?y=*", true)]
    [InlineData("http://example.com/a?y=a%20b", "/a?y=a+b", true)]
    [InlineData("http://example.com/a#x", "/a", true)]
    [InlineData("http://example.com/a#x", "/a#y", false)]
    [InlineData("http://example.com/(a|b)", "/(a|b)", true)]
    [InlineData("http://example.com/a", "/(a|b)", false)]
    [InlineData("http://example.com/b/../a", "/%61/", false)]
    [InlineData("http://bücher.de/é", "bücher.de/%C3%A9", true)]
    [InlineData("", "/", true)]
    [InlineData("http://", "*", false)]
    [InlineData("http://a b.com/", "*", false)]
    [InlineData("http://example.com/", "http://a b.com", false)]
    public void A_simple_pattern_compares_part_by_part(string url, string pattern, bool expected) =>
        Assert.Equal(expected, Match(url, $$"""[{"type": "simple", "pattern": "{{pattern}}"}]"""));

    [Theory]
    [InlineData("http://example.com/home", "^http://example", true)]
    [InlineData("http://example.com/home", "^/home$", true)]
    [InlineData("http://example.com/Home", "^/home$", false)]
    [InlineData("http://example.com/home?a=1#b", "\\\\?a=\\\\d#", true)]
    [InlineData("http://example.com/", "[", false)]
    [InlineData("mailto:x", "to:x", true)]
    public void An_expression_may_match_with_or_without_the_host(string url, string pattern, bool expected) =>
        Assert.Equal(expected, Match(url, $$"""[{"type": "regex", "pattern": "{{pattern}}"}]"""));

    [Theory]
    [InlineData("[]", false)]
    [InlineData("""[{"type": "simple", "pattern": "/a", "include": false}]""", false)]
    [InlineData("""[{"type": "simple", "pattern": "/b", "include": false}]""", true)]
    [InlineData("""[{"type": "simple", "pattern": "/b"}, {"type": "simple", "pattern": "/a"}]""", true)]
    [InlineData(
        """[{"type": "simple", "pattern": "/*"}, {"type": "regex", "pattern": "a$", "include": false}]""", false)]
    [InlineData("""[{"type": "other", "pattern": "/a"}]""", false)]
    [InlineData("""[{"type": "simple"}, {"type": "simple", "pattern": "/a", "include": null}]""", true)]
    [InlineData("""[7]""", false)]
    public void An_exclusion_outweighs_what_includes(string targets, bool expected) =>
        Assert.Equal(expected, Match("https://example.com/a", targets));

    [Theory]
    [InlineData("http://EX.com:80/a/./b/%2e%2e/c d?é='#`", "http://ex.com/a/c%20d?%C3%A9=%27#%60")]
    [InlineData(" \thttp:\\\\ex.com\\a\n ", "http://ex.com/a")]
    [InlineData("https://u:p@ex.com", "https://u:p@ex.com/")]
    [InlineData("https://[::1]:8080/", "https://[::1]:8080/")]
    [InlineData("//ex.com/a", "https://ex.com/a")]
    [InlineData("a/b?", "https://_/a/b?")]
    [InlineData("app://Home/x?y='#z", "app://Home/x?y='#z")]
    [InlineData("data:a b", "data:a b")]
    [InlineData("http://1.2.3.4./", "http://1.2.3.4/")]
    [InlineData("http://ex.com:99999/", null)]
    [InlineData("http://ex%00.com/", null)]
    [InlineData("http://1.2.3.400/", null)]
    [InlineData("http://[::1", null)]
    public void An_address_is_written_as_browsers_write_it(string url, string? expected) =>
        Assert.Equal(expected, UrlTargets.Parse(url)?.Href);

    [Theory]
    [InlineData("http://a.com/?x=1&y=2", "http://b.com/?x=3", "http://b.com/?x=3&y=2")]
    [InlineData("http://a.com/?x=1&x=2", "http://b.com/#f", "http://b.com/?x=1#f")]
    [InlineData("http://a.com/?x=%C3%A9~!*", "http://b.com", "http://b.com/?x=%C3%A9%7E%21*")]
    [InlineData("http://a.com/?x=1", "http://b.com/?x=a%20b", "http://b.com/?x=a%20b")]
    [InlineData("http://a.com/", "http://b.com?", "http://b.com/?")]
    [InlineData("/a?x=1", "http://b.com", "http://b.com")]
    [InlineData("http://a.com/?x=1", "/b", "/b")]
    public void A_redirect_keeps_the_parameters_that_it_does_not_set(string current, string target, string expected) =>
        Assert.Equal(expected, Redirection.KeepQuery(current, target));

    [Fact]
    public void A_pattern_that_cannot_be_used_is_reported_and_matches_nothing()
    {
        var findings = new Findings("feature");
        UrlTargets.Compile(Conditions.Read("""[{"type": "regex", "pattern": "("}]"""), "/urlPatterns", findings);
        var warning = Assert.Single(findings.ToImmutable());
        Assert.Equal(("/urlPatterns/0", "unusable-operand"), (warning.Path, warning.Code));
        Assert.Null(UrlTargets.Compile(Conditions.Read("7"), "/urlPatterns", findings));
    }

    [Fact]
    public void The_longest_pattern_is_taken_and_a_longer_one_is_not()
    {
        var longest = new string('é', ScriptPattern.PatternLimit / 9);
        Assert.True(Match("https://a.com/" + longest, Targets("/" + longest[1..] + "*")) is false);
        Assert.True(Match("https://a.com/" + longest[2..], Targets("/" + longest[2..] + "*")));
        Assert.False(Match("https://a.com/" + longest, Targets("/" + longest + longest)));
    }

    private static string Targets(string pattern) => $$"""[{"type": "simple", "pattern": "{{pattern}}"}]""";

    private static bool Match(string url, string targets) =>
        UrlTargets.Compile(Conditions.Read(targets), "", new Findings("feature"))!.Match(UrlTargets.Parse(url));
}
