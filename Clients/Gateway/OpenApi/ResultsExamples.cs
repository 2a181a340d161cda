namespace Actors.Gateway.OpenApi;

/// <summary>How do results look?</summary>
internal static class ResultsExamples
{
    public const string Answer = """
        {
          "experiment":"checkout-colour","environment":"production","phase":"1",
          "at":"2026-02-08T10:30:00+00:00","events":41873,"isCatchingUp":false,
          "results":{
            "subjects":[{"variation":"control","subjects":10012},{"variation":"red","subjects":9988}],"mixed":3,
            "sampleRatio":{"isAlarm":false,"pValue":0.865,"reason":"Subjects are split as planned (p 0.865).",
              "causes":[]},
            "metrics":[{"metric":"purchase","purpose":"primary","shape":"proportion","lowerIsBetter":false,
              "variations":[
                {"variation":"control","subjects":10012,"sum":1001,"value":0.09998,"deviation":0.29997},
                {"variation":"red","subjects":9988,"sum":1210,"value":0.12115,"deviation":0.3263,
                  "comparison":{"finding":"better",
                    "relative":{"estimate":0.2117,"lower":0.0693,"upper":0.3541,"standardError":0.0489},
                    "absolute":{"estimate":0.02117,"lower":0.0082,"upper":0.0341,"standardError":0.0044},
                    "pValue":0.0006,"adjustedPValue":0.0006,"theta":0,"detectableEffect":0.18}}]}],
            "guardrails":[{"metric":"crashes","variation":"red","action":"hold","powered":true,"pValue":0.4999,
              "reason":"No harm to crashes in red is shown (0.0021 against 0.0022, p 0.5, 20,000 subjects)."}]},
          "segments":[],
          "drift":{"isAlarm":false,
            "clients":[{"sdk":"js","version":"1.8.0","checked":20003,"disagreeing":0,"isAlarm":false,"pValue":1,
              "reason":"js 1.8.0: 0 of 20,003 exposures differ from what the server computes (0 %)."}],
            "unchecked":[{"reason":"overridden","count":2}]}
        }
        """;
}
