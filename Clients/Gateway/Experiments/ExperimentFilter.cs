using System.ComponentModel;
using Actors.Configuration;
using Actors.Experiments;
using Actors.Foundation;
using Actors.Gateway.Edge;

namespace Actors.Gateway.Experiments;

/// <summary>Which experiments shall a page list?</summary>
internal sealed record ExperimentFilter(
    [property: Description("Found in key or name, ignoring case.")] string? Text,
    [property: Description("Only experiments in this status: draft, running, paused, stopped or archived.")]
    string? Status,
    [property: Description("Only experiments that drive this feature.")] string? Feature,
    [property: Description("Only experiments with this tag.")] string? Tag,
    [property: Description("Only experiments of this owner.")] string? Owner,
    [property: Description("The last key of the page before.")] string? After,
    [property: Description("1 to 1,000; 100 when left out.")] int? Limit) : IChecked
{
    private const int MaxText = 200;

    public ExperimentQuery Query => new(
        Text, Status is null ? null : ExperimentBodies.StatusOf(Status), Feature, Tag, Owner, After, Limit ?? 100);

    public Refusal? Check()
    {
        if (Status is not null && ExperimentBodies.StatusOf(Status) is null)
            return new("parameter-invalid", "'status' is draft, running, paused, stopped or archived.");
        if (After is not null && !Key.IsValid(After))
            return new("parameter-invalid", "'after' is the key of an experiment.");
        return new[] { Text, Feature, Tag, Owner }.Any(text => text?.Length > MaxText)
            ? new("parameter-invalid", $"'text', 'feature', 'tag' and 'owner' have at most {MaxText} characters.")
            : Checks.OutOfRange("limit", Limit, 1, ExperimentIndex.MaxLimit);
    }
}
