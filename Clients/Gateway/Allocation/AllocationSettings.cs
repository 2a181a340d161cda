namespace Actors.Gateway.Allocation;

/// <summary>How long may an answer wait for what is stored? Section "Actors:Gateway:Allocation".</summary>
public sealed class AllocationSettings
{
    /// <summary>
    /// Of all that one request asks for, milliseconds, 1 to 5,000. Beyond it the hash answers, and says so.
    /// </summary>
    public int BudgetMilliseconds { get; set; } = 50;

    internal TimeSpan Budget => TimeSpan.FromMilliseconds(BudgetMilliseconds);

    internal IEnumerable<string> Mistakes(string section)
    {
        if (BudgetMilliseconds is < 1 or > 5_000)
            yield return $"{section}:{nameof(BudgetMilliseconds)} must be 1 to 5,000.";
    }
}
