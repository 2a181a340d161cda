namespace Actors.Database;

/// <summary>How does the schema of a database compare with the one this program was written for?</summary>
/// <param name="Found">Number of the newest script that was applied; 0 for an empty database.</param>
/// <param name="Expected">Number of the newest script this program carries.</param>
public sealed record SchemaVersion(int Found, int Expected)
{
    /// <summary>A newer database is fine: every script keeps the programs of the version before it running.</summary>
    public bool IsTooOld => Found < Expected;

    public override string ToString() =>
        $"The database has schema version {Found}, this program needs {Expected}"
        + (IsTooOld ? ": run `dotnet Actors.Database.dll apply`." : ".");
}
