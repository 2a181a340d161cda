global using Actors.Harness;
using Xunit.Sdk;
using Xunit.v3;

// Each test breaks a whole region and measures what that costs: never two at once.
[assembly: Parallelization(Mode = ParallelMode.None)]
