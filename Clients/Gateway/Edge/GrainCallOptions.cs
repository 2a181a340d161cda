using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Actors.Gateway.Edge;

/// <summary>
/// How patient is the administration with actors that do not answer? "Actors:GrainCalls" in the settings.
/// </summary>
public sealed class GrainCallOptions : IValidatableObject
{
    public const string Section = "Actors:GrainCalls";

    /// <summary>All attempts of one call and the pauses between them, 0.1 s to 60 s.</summary>
    public TimeSpan Budget { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>
    /// How long the first attempt is waited for, 0.1 s to 60 s: a call to a silo that has just died would otherwise be
    /// waited for until Orleans gives up. Later attempts may take what is left of the budget.
    /// </summary>
    public TimeSpan FirstAttempt { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Before the second attempt; doubles with each, half of it drawn by lot. 1 ms to 10 s.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>No pause is longer. At least <see cref="FirstPause"/>, at most 10 s.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an import or a copy is waited for before the answer is 202, 1 s to 10 min.</summary>
    public TimeSpan BatchPatience { get; set; } = TimeSpan.FromSeconds(60);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var mistakes = new[]
        {
            Outside(nameof(Budget), Budget, 0.1, 60),
            Outside(nameof(FirstAttempt), FirstAttempt, 0.1, 60),
            Outside(nameof(FirstPause), FirstPause, 0.001, 10),
            Outside(nameof(LongestPause), LongestPause, 0.001, 10),
            Outside(nameof(BatchPatience), BatchPatience, 1, 600),
            LongestPause < FirstPause
                ? $"{Section}:{nameof(LongestPause)} is {LongestPause}, but must be at least "
                    + $"{nameof(FirstPause)}, which is {FirstPause}."
                : null,
        };
        return mistakes.OfType<string>().Select(mistake => new ValidationResult(mistake));
    }

    private static string? Outside(string name, TimeSpan value, double least, double most) =>
        value.TotalSeconds >= least && value.TotalSeconds <= most
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Section}:{name} must be {least} to {most} seconds (hours:minutes:seconds); it is {value}.");
}
