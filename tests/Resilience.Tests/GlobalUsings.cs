global using Actors.Harness;

// Each test breaks a whole region and measures what that costs: never two at once.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
