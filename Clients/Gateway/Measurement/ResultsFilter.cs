using System.ComponentModel;
using Actors.Configuration;
using Actors.Contracts.Measurement;
using Actors.Foundation;
using Actors.Gateway.Edge;

namespace Actors.Gateway.Measurement;

/// <summary>Which results of an experiment?</summary>
internal sealed record ResultsFilter(
    [property: Description("Where it runs; when left out its only environment, else production, else the first.")]
    string? Environment,
    [property: Description("Also the results for each value of this dimension, such as country.")]
    string? Dimension) : IChecked
{
    private const int MaxDimension = 128;

    public ResultsQuery Query => new(Environment, Dimension);

    public Refusal? Check()
    {
        if (Environment is not null && !Key.IsValid(Environment))
            return new("parameter-invalid", "'environment' is the name of an environment.");
        return Dimension is { Length: 0 or > MaxDimension }
            ? new("parameter-invalid", $"'dimension' has 1 to {MaxDimension} characters.")
            : null;
    }
}
