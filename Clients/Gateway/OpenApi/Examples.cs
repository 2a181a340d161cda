namespace Actors.Gateway.OpenApi;

/// <summary>
/// How do the bodies of the API look? Shown in its description; a test reads each as what it claims to be.
/// </summary>
internal static class Examples
{
    public const string ProjectRequest = """
        {"key":"shop","name":"Web shop","description":"Shop and checkout","environments":["production","staging"]}
        """;

    public const string ProjectPatch = """
        {"description":"The shop, its checkout and its search"}
        """;

    public const string Project = """
        {
          "key":"shop","name":"Web shop","description":"Shop and checkout","environments":["production","staging"],
          "revision":3,"featureCount":12,"createdAt":"2026-01-15T09:00:00+00:00","changedAt":"2026-02-01T10:30:00+00:00"
        }
        """;

    public const string ProjectList = """
        {"projects":[{"key":"shop","name":"Web shop","environments":["production","staging"],"revision":3}]}
        """;

    public const string Environment = """
        {
          "name":"production","version":42,"publishedAt":"2026-02-01T10:30:00+00:00",
          "contentHash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
          "clientKeysMayFetchRules":true
        }
        """;

    public const string EnvironmentRequest = """
        {"clientKeysMayFetchRules":true}
        """;

    public const string EnvironmentList = $$"""
        {"environments":[{{Environment}},{"name":"staging","version":0,"publishedAt":null,"contentHash":""}]}
        """;

    public const string Propagation = """
        {
          "version":42,"publishedAt":"2026-02-01T10:30:00+00:00",
          "contentHash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
          "gateways":[
            {"name":"gateway-1","region":"eu-west","zone":"a","version":42,"behind":false,"lagMilliseconds":18.4,
             "lastContact":"2026-02-01T10:31:07+00:00"},
            {"name":"gateway-2","region":"eu-west","zone":"b","version":41,"behind":true,"lagMilliseconds":31250,
             "lastContact":"2026-02-01T10:30:36+00:00"}
          ]
        }
        """;

    public const string Ruleset = """
        {
          "version":42,"publishedAt":"2026-02-01T10:30:00+00:00",
          "contentHash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
          "features":{"checkout-button":{"revision":7,"enabled":true,
            "definition":{"defaultValue":"blue","rules":[{"condition":{"country":"CH"},"force":"red"}]}}},
          "savedGroups":{"beta-testers":{"revision":3,"values":["u-1041","u-2077",17]}}
        }
        """;

    public const string Copy = """
        {"from":"staging"}
        """;

    public const string KeyRequest = """
        {"name":"Web shop in browsers","kind":"client","origins":["https://shop.example"],"encrypt":true}
        """;

    public const string IssuedKey = """
        {
          "id":"web-shop-in-browsers-1f0c9e","name":"Web shop in browsers","kind":"client",
          "origins":["https://shop.example"],"createdAt":"2026-02-01T10:30:00+00:00","key":"actors_client_oQx2…",
          "encrypted":true,"encryptionKey":"zQ5dN1…"
        }
        """;

    public const string KeyList = """
        {"keys":[{"id":"web-shop-in-browsers-1f0c9e","name":"Web shop in browsers","kind":"client",
          "origins":["https://shop.example"],"createdAt":"2026-02-01T10:30:00+00:00"}]}
        """;

    public const string Audit = """
        {
          "entries":[{
            "subject":"feature/checkout-button","revision":7,"at":"2026-02-01T10:30:00+00:00","author":"release-bot",
            "operationId":"deploy-1187","comment":"Red sells better in Switzerland","verb":"changed",
            "change":[{"path":"/environments/production/enabled","before":false,"after":true}],
            "document":{"type":"string","defaultValue":"blue"}
          }],
          "next":"NjM5MDU1MzgyMDAwMDAwMDAwIDcgZmVhdHVyZS9jaGVja291dC1idXR0b24"
        }
        """;

    public const string AccessAudit = """
        {
          "entries":[{
            "subject":"token/release-bot-7ac01d","revision":4,"at":"2026-02-01T10:30:00+00:00","author":"bootstrap",
            "operationId":"0199c3","comment":"For the pipeline","verb":"issued","change":[],
            "document":{"id":"release-bot-7ac01d","name":"release-bot","roles":{"shop":"Editor"}}
          }],
          "next":null
        }
        """;

    public const string TokenRequest = """
        {"name":"release-bot","roles":{"shop":"editor"},"expiresAt":"2027-01-01T00:00:00+00:00"}
        """;

    public const string IssuedToken = """
        {
          "id":"release-bot-7ac01d","name":"release-bot","roles":{"shop":"editor"},
          "createdAt":"2026-02-01T10:30:00+00:00","expiresAt":"2027-01-01T00:00:00+00:00","token":"actors_admin_u0Wf…"
        }
        """;

    public const string TokenList = """
        {"tokens":[{"id":"release-bot-7ac01d","name":"release-bot","roles":{"shop":"editor"},
          "createdAt":"2026-02-01T10:30:00+00:00","expiresAt":"2027-01-01T00:00:00+00:00"}]}
        """;

    public const string WhoAmI = """
        {"name":"release-bot","roles":{"shop":"editor"},"scheme":"token"}
        """;

    public const string Batch = """
        {"id":"import-2026-02-01","total":1000,"done":1000,"finished":true,"versions":{"production":43},"problems":[]}
        """;

    public const string RunningBatch = """
        {"id":"import-2026-02-01","total":10000,"done":2048,"finished":false,"versions":{},"problems":[]}
        """;

    public const string FeatureBody = FeatureExamples.Body;
    public const string FeaturePatch = FeatureExamples.Patch;
    public const string Feature = FeatureExamples.Answer;
    public const string ArchivedFeature = FeatureExamples.Archived;
    public const string FeatureList = FeatureExamples.List;
    public const string History = FeatureExamples.History;
    public const string Revision = FeatureExamples.Revision;
    public const string Diff = FeatureExamples.Diff;
    public const string Revert = FeatureExamples.Revert;

    public const string ProjectDocument = $$"""
        {"project":{{ProjectRequest}},"features":[{{FeatureExamples.Body}}],
         "savedGroups":[{{SavedGroupExamples.Body}}]}
        """;
}
