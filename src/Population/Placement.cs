namespace Actors.Population;

/// <summary>What does one subject of a sample get before a change, and after it?</summary>
/// <param name="Before">The variation's key; null: it takes no part.</param>
/// <param name="After">The same, after the change.</param>
/// <param name="IsOther">Whether some value that it gets becomes another one.</param>
/// <param name="Country">Empty: it named none.</param>
/// <param name="Platform">Empty: it named none.</param>
public sealed record Placement(string? Before, string? After, bool IsOther, string Country, string Platform);
