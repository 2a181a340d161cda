using System.CommandLine;
using Actors.LoadTest.Scenarios;

namespace Actors.LoadTest.Commands;

/// <summary>What is changed, where, and how often?</summary>
internal sealed class ChangeOptions(PlaceOptions place)
{
    public const string AdminTokenName = "--admin-token";
    private const string AdminTokenVariable = "ACTORS_ADMIN_TOKEN";
    private static readonly TimeSpan _millisecond = TimeSpan.FromMilliseconds(1);

    public Option<Uri?> AdminUrl { get; } = new("--admin-url")
    {
        Description = "The gateway whose admin API takes the changes. [default: the first --url]",
        HelpName = "url",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var url = GatewayOptions.ParseUrl(text);
            if (url is null)
                result.AddError($"--admin-url takes an address such as http://127.0.0.1:8080, not '{text}'.");
            return url;
        },
    };

    public Option<string?> AdminToken { get; } = Opt.Text(
        AdminTokenName, "A token that may edit the project, sent as bearer token.", variable: AdminTokenVariable);

    public Option<Duration> Every { get; } = Opt.Time(
        "--every", "From one change to the next.", TimeSpan.FromSeconds(1), _millisecond);

    public Option<Duration> Poll { get; } = Opt.Time(
        "--poll", "Between two looks at a gateway: how finely propagation is measured.",
        _millisecond * 5, _millisecond);

    public Option<Duration> Patience { get; } = Opt.Time(
        "--patience", "After which a change that a gateway does not serve has failed.",
        TimeSpan.FromSeconds(30), _millisecond);

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[AdminUrl, AdminToken, Every, Poll, Patience])
            command.Options.Add(option);
    }

    public ChangeLoad Read(ParseResult parsed, HttpTarget target) => new(
        parsed.GetValue(AdminUrl) ?? target.Urls[0],
        place.ReadProject(parsed),
        place.ReadEnvironment(parsed),
        parsed.GetValue(AdminToken) ?? Environment.GetEnvironmentVariable(AdminTokenVariable),
        parsed.GetValue(Every).Time,
        parsed.GetValue(Poll).Time,
        parsed.GetValue(Patience).Time);
}
