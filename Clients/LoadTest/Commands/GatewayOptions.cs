using System.CommandLine;
using System.CommandLine.Parsing;
using Actors.LoadTest.Scenarios;

namespace Actors.LoadTest.Commands;

/// <summary>Which gateways are driven, and with which key?</summary>
internal sealed class GatewayOptions(RunOptions run)
{
    public const string SdkKeyName = "--sdk-key";
    private const string SdkKeyVariable = "ACTORS_SDK_KEY";
    private static readonly Uri _default = new("http://127.0.0.1:8080/");

    public Option<Uri[]> Urls { get; } = new("--url")
    {
        Description = "A gateway to drive; give it again for each further one.",
        HelpName = "url",
        CustomParser = Parse,
        DefaultValueFactory = _ => [_default],
    };

    public Option<string?> SdkKey { get; } = Opt.Text(
        SdkKeyName, "The SDK key of the environment, sent as bearer token.", variable: SdkKeyVariable);

    public void AddTo(Command command)
    {
        command.Options.Add(Urls);
        command.Options.Add(SdkKey);
    }

    public HttpTarget Read(ParseResult parsed) => new(
        parsed.GetValue(Urls)!,
        parsed.GetValue(SdkKey) ?? Environment.GetEnvironmentVariable(SdkKeyVariable),
        parsed.GetValue(run.Timeout).Time);

    /// <summary>An absolute http address without a user's name or password in it, ended by a slash.</summary>
    public static Uri? ParseUrl(string text) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url is { UserInfo: "", Query: "", Fragment: "" }
            ? url
            : null;

    private static Uri[]? Parse(ArgumentResult result)
    {
        var urls = result.Tokens.Select(token => ParseUrl(token.Value)).ToList();
        if (urls.IndexOf(null) is >= 0 and var bad)
        {
            result.AddError($"--url takes an address such as http://127.0.0.1:8080, not '{result.Tokens[bad].Value}'.");
            return null;
        }

        return [.. urls.Select(url => url!).Distinct()];
    }
}
