using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Configuration;

/// <summary>
/// How is what was begun in a project finished, whatever fails meanwhile? Again and again, one at a time.
/// </summary>
/// <param name="steps">In order; each may be repeated.</param>
/// <param name="rest">When they are done and nothing was begun meanwhile.</param>
internal sealed partial class UnfinishedWork(
    string project,
    ILogger logger,
    IReadOnlyList<Func<CancellationToken, Task>> steps,
    Func<CancellationToken, Task> rest)
{
    private bool _isResuming;
    private bool _isBegun;

    /// <summary>Goes on with whatever is unfinished, unless that is being done already.</summary>
    public async Task Resume(CancellationToken cancellation)
    {
        if (_isResuming)
        {
            return;
        }

        _isResuming = true;
        try
        {
            do
            {
                _isBegun = false;
                foreach (var step in steps)
                {
                    await Attempt(step, cancellation);
                }
            }
            while (_isBegun);
            await Attempt(rest, cancellation);
        }
        finally
        {
            _isResuming = false;
        }
    }

    /// <summary>Goes on at once with what was just begun, or right after what is being done now.</summary>
    public void Begin()
    {
        _isBegun = true;
        Resume(CancellationToken.None).Ignore();
    }

    /// <summary>What fails is left for the next time; it keeps nothing else from being done.</summary>
    public async Task Attempt(Func<CancellationToken, Task> step, CancellationToken cancellation)
    {
        try
        {
            await step(cancellation);
        }
        catch (Exception failure)
        {
            Log.Unfinished(logger, project, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Project {Project} could not finish all that was begun; it goes on soon")]
        public static partial void Unfinished(ILogger logger, string project, Exception failure);
    }
}
