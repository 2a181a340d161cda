namespace Actors.LoadTest.Runs;

/// <summary>What does the process say to the shell?</summary>
internal enum ExitCode
{
    Passed = 0,

    /// <summary>More requests failed than were allowed, or a report could not be written.</summary>
    Failed = 1,

    BadArguments = 2,

    /// <summary>What the scenario needs could not be made; nothing was measured.</summary>
    CouldNotStart = 3,
}
