using System.Diagnostics;

namespace Actors.Resilience.Tests;

/// <summary>Where is the silo of an earlier commit? Built by the script "previous" beside this file.</summary>
internal static class PreviousBuild
{
    private const int NoSuchCommit = 3;

    /// <summary>Path of its program; ACTORS_PREVIOUS names another commit than the one before this.</summary>
    /// <returns>null when this clone has no past.</returns>
    public static async Task<string?> Silo(CancellationToken cancellation)
    {
        var commit = Environment.GetEnvironmentVariable("ACTORS_PREVIOUS");
        var script = Path.Combine(Checkout.Root, "tests", "Resilience.Tests", "previous");
        var start = new ProcessStartInfo(script, string.IsNullOrEmpty(commit) ? [] : [commit])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.True(
            process.ExitCode is 0 or NoSuchCommit,
            $"The silo of the commit before could not be built ({process.ExitCode}).");
        return process.ExitCode == 0 ? output.Trim() : null;
    }
}
