using Actors.LoadTest.Commands;

namespace Actors.LoadTest.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("config --rate x", "--rate takes a number")]
    [InlineData("config --rate 0", "--rate takes a number")]
    [InlineData("config --rate NaN", "--rate takes a number")]
    [InlineData("config --connections 0", "--connections takes a number")]
    [InlineData("config --connections 1.5", "--connections takes a number")]
    [InlineData("config --users -1", "--users takes a number")]
    [InlineData("config --duration 5y", "--duration takes a time")]
    [InlineData("config --duration 1ms", "--duration must be at least 100ms")]
    [InlineData("config --duration 2000h", "--duration takes a time")]
    [InlineData("config --url ftp://example", "--url takes an address")]
    [InlineData("config --url http://a --url nonsense", "not 'nonsense'")]
    [InlineData("config --url http://user:secret@host", "--url takes an address")]
    [InlineData("config --frobnicate", "'--frobnicate' is no command or option here.")]
    [InlineData("frobnicate", "'frobnicate' is no command or option here.")]
    [InlineData("", "command")]
    [InlineData("config --rate", "--rate")]
    [InlineData("change --admin-url here", "--admin-url takes an address")]
    [InlineData("change --project Shop!", "--project takes 1 to 128 characters")]
    [InlineData("grains --connection Host=x --write-share 0.8 --ruleset-share 0.3", "must not be more than 1 together")]
    [InlineData("mixed --grains-share 1", "--grains-share takes a number")]
    public async Task A_bad_argument_is_told_in_one_sentence(string arguments, string sentence)
    {
        var exit = await _shell.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, exit);
        Assert.Contains(sentence, _shell.Errors, StringComparison.Ordinal);
        Assert.Single(_shell.Errors.TrimEnd().Split('\n'));
        Assert.Empty(_shell.Output);
    }

    [Theory]
    [InlineData("config")]
    [InlineData("change")]
    [InlineData("grains")]
    [InlineData("mixed")]
    public async Task Every_option_of_a_scenario_has_its_help(string scenario)
    {
        Assert.Equal(0, await _shell.Run(scenario, "--help"));

        var options = _shell.Output.Split('\n').Where(line => line.StartsWith("  --", StringComparison.Ordinal));
        Assert.True(options.Count() > 5);
        Assert.All(options, line => Assert.Matches(@"^  --[a-z-]+( <[a-z]+>)?  +\S.+", line));
    }

    [Fact]
    public async Task Help_names_every_scenario_and_exit_code()
    {
        Assert.Equal(0, await _shell.Run("--help"));
        Assert.All(["config", "change", "grains", "mixed", "3 could not start"], word =>
            Assert.Contains(word, _shell.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("500ms", 0.5, "500ms")]
    [InlineData("30s", 30, "30s")]
    [InlineData("2m", 120, "120s")]
    [InlineData("1.5h", 5400, "5400s")]
    [InlineData("7", 7, "7s")]
    [InlineData("0s", 0, "0s")]
    public void Times_are_written_with_their_unit(string text, double seconds, string shown)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(seconds, duration.Time.TotalSeconds);
        Assert.Equal(shown, duration.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1 s")]
    [InlineData("1e300s")]
    [InlineData("25h")]
    public void What_is_no_time_is_refused(string text) => Assert.False(Duration.TryParse(text, out _));
}
