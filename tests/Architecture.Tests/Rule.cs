namespace Actors.Architecture.Tests;

/// <summary>Does the house keep a rule? Says every place where it does not, and what to do about it.</summary>
internal static class Rule
{
    public static void Kept(IEnumerable<string> offences, string advice)
    {
        var found = offences.Distinct().ToArray();
        if (found.Length > 0)
        {
            Assert.Fail($"{advice}{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", found)}");
        }
    }

    public static void KeptByEveryFile(Func<SourceFile, IEnumerable<string>> offences, string advice) =>
        Kept(Repository.Sources.SelectMany(offences), advice);
}
