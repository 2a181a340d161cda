namespace Actors.Gateway.OpenApi;

/// <summary>How do the bodies about the allocation of an experiment look?</summary>
internal static class AllocationExamples
{
    public const string Wish = """
        {"weightsBasisPoints":[8000,2000]}
        """;

    public const string Request = """
        {"way":"least-movement","weightsBasisPoints":[8000,2000],"coverageBasisPoints":2000}
        """;

    public const string Offers = """
        {"ways":[{
          "way":"least-movement","moved":{"all":0.06,"entering":0,"leaving":0,"switching":0.06},
          "movedExposed":{"all":0.06,"entering":0,"leaving":0,"switching":0.06},"phase":1,
          "ranges":[{"variation":0,"from":0,"to":1000},{"variation":1,"from":5000,"to":5400},
            {"variation":0,"from":5400,"to":6000}]
        }]}
        """;
}
