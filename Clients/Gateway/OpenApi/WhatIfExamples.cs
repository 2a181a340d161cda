namespace Actors.Gateway.OpenApi;

/// <summary>How do the bodies about what would happen look?</summary>
internal static class WhatIfExamples
{
    public const string Request = """
        {"environment":"production","change":"start","experiment":{"coverageBasisPoints":2000}}
        """;

    private const string Counts = """
        {"subjects":2000,"before":0,"after":402,"moved":402,"entering":402,"leaving":0,"switching":0,"changing":402}
        """;

    private const string Moved = $$"""
        {"sampled":{{Counts}},
         "estimated":{"subjects":80312,"before":0,"after":16143,"moved":16143,"entering":16143,"leaving":0,
           "switching":0,"changing":16143}
        }
        """;

    public const string Answer = $$"""
        {
          "environment":"production","version":43,"change":"start",
          "reason":"Of about 80,312 subjects, 16,143 enter, 0 leave and 0 switch.",
          "population":{"subjects":2000,"estimated":80312,"from":"2026-02-01T00:00:00+00:00",
            "to":"2026-02-01T18:30:00+00:00","scale":40.156},
          "moved":{{Moved}},
          "movedExposed":{{Moved}},
          "flows":[{"before":null,"after":null,"sampled":1598,"estimated":64169},
            {"before":null,"after":"control","sampled":203,"estimated":8152},
            {"before":null,"after":"red","sampled":199,"estimated":7991}],
          "segments":[{"dimension":"country","value":"CH","sampled":{{Counts}}}],
          "others":[{"experiment":"size-of-the-button","entering":0,"leaving":41,"switching":0}],
          "split":{"isMismatch":false,"pValue":0.842,"reason":"Subjects are split as planned (p 0.842).",
            "variations":[{"variation":"control","sampled":203,"planned":0.5},
              {"variation":"red","sampled":199,"planned":0.5}]},
          "notKept":[{"attribute":"email","subjects":1204}]
        }
        """;
}
