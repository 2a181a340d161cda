using Actors.Gateway.Protection;
using Actors.Gateway.Rulesets;

namespace Actors.Gateway.Access;

/// <summary>Does this key open anything? An admission, or why not.</summary>
/// <param name="RetryAfter">When it may, if it may later.</param>
internal readonly record struct KeyCheck(
    Admission? Admission, ProblemKind? Problem, string? Detail = null, TimeSpan? RetryAfter = null);
