namespace Actors.Protocol;

/// <summary>What is a whole project, as a file?</summary>
/// <param name="Project">
/// Name, description and environments: an import creates the project, or adds the environments that it lacks. May be
/// left out.
/// </param>
/// <param name="Features">Each with its key.</param>
/// <param name="SavedGroups">Each with its id; may be left out. An import writes them before the features.</param>
public sealed record ProjectDocument(
    ProjectRequest? Project, IReadOnlyList<FeatureBody> Features, IReadOnlyList<SavedGroupBody>? SavedGroups = null);

/// <summary>How far is a change of many features?</summary>
/// <param name="Id">The operation's id.</param>
/// <param name="Done">Features changed so far, of <paramref name="Total"/>.</param>
/// <param name="Versions">By environment: the version that holds all of it, once it is published.</param>
/// <param name="Problems">
/// What somebody else's change made impossible after the batch was accepted; mostly empty.
/// </param>
public sealed record BatchResponse(
    string Id,
    int Total,
    int Done,
    bool Finished,
    IReadOnlyDictionary<string, long> Versions,
    IReadOnlyList<ProblemItem> Problems);
