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
            {"variation":0,"from":5400,"to":6000}],
          "subjects":{
            "sampled":{"subjects":2000,"before":391,"after":391,"moved":118,"entering":0,"leaving":0,
              "switching":118,"changing":118},
            "estimated":{"subjects":80312,"before":15701,"after":15701,"moved":4738,"entering":0,"leaving":0,
              "switching":4738,"changing":4738}},
          "subjectsExposed":{
            "sampled":{"subjects":2000,"before":391,"after":391,"moved":118,"entering":0,"leaving":0,
              "switching":118,"changing":118},
            "estimated":{"subjects":80312,"before":15701,"after":15701,"moved":4738,"entering":0,"leaving":0,
              "switching":4738,"changing":4738}}
        }],
        "environment":"production",
        "population":{"subjects":2000,"estimated":80312,"from":"2026-02-01T00:00:00+00:00",
          "to":"2026-02-01T18:30:00+00:00","scale":40.156}}
        """;
}
