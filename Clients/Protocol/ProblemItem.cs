namespace Actors.Protocol;

/// <summary>What, exactly, is wrong with a request? Stands in the member "problems" of problem details.</summary>
/// <param name="Path">
/// Where, as a JSON pointer into the request (RFC 6901), for example "/features/3/defaultValue".
/// </param>
/// <param name="Code">Stable, for programs, for example "value-type".</param>
/// <param name="Message">One sentence for people.</param>
public sealed record ProblemItem(string Path, string Code, string Message);
