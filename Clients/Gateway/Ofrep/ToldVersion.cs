using System.Globalization;
using Actors.Gateway.Rulesets;

namespace Actors.Gateway.Ofrep;

/// <summary>
/// Has the client heard of a version that this gateway does not serve yet? A stream of another one may have told it.
/// </summary>
/// <remarks>
/// An answer of the version before would stay with the client until the next change, since nobody tells it again: so
/// the news is waited for, though not for long.
/// </remarks>
internal sealed class ToldVersion(TimeProvider time)
{
    private const string Parameter = "flagConfigEtag";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    /// <returns>False: it has, and the answer will be out of date.</returns>
    public async ValueTask<bool> IsServed(HttpContext context, LiveEnvironment environment)
    {
        if (!context.Request.QueryString.HasValue || Version(context.Request.Query[Parameter]) is not { } told)
            return true;
        using var patience = new CancellationTokenSource(_patience, time);
        while (environment.Served.Version < told)
        {
            var news = environment.News;
            if (environment.Served.Version >= told)
                break;
            await news.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (patience.IsCancellationRequested || context.RequestAborted.IsCancellationRequested)
                return environment.Served.Version >= told;
        }

        return true;
    }

    private static long? Version(string? tag) =>
        long.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
