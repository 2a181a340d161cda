namespace Actors.LoadTest.Users;

/// <summary>One made-up user, with the attributes that targeting rules commonly look at.</summary>
internal sealed record User(
    string TargetingKey,
    string Country,
    string Language,
    string Plan,
    string Device,
    string AppVersion,
    bool Beta,
    int SessionCount);
