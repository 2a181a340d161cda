using Actors.Evaluation;

namespace Actors.Gateway.Ofrep;

/// <summary>Which subject may a request use? One that an earlier request has left on the thread.</summary>
internal static class SubjectPool
{
    [ThreadStatic]
    private static Subject? _idle;

    public static Subject Rent(Ruleset ruleset)
    {
        var rented = _idle ?? new Subject(ruleset);
        _idle = null;
        return rented;
    }

    /// <summary>Whoever returns a subject does not look at it again.</summary>
    public static void Return(Subject subject) => _idle = subject;
}
