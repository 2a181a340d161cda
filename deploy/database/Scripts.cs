using System.Globalization;
using System.Reflection;
using DbUp.Engine;

namespace Actors.Database;

/// <summary>The numbered scripts beside this file, as they were when the program was built.</summary>
internal static class Scripts
{
    public static IReadOnlyList<SqlScript> All { get; } =
        [.. Read().OrderBy(script => script.Name, StringComparer.Ordinal)];

    public static int Newest { get; } = All.Max(script => Number(script.Name));

    /// <summary>The number a script's name begins with; 0 for a name of another kind.</summary>
    public static int Number(string name) =>
        int.TryParse(name.AsSpan(0, Math.Min(4, name.Length)), CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    private static IEnumerable<SqlScript> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames();
        foreach (var name in names.Where(name => name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return new SqlScript(name, reader.ReadToEnd());
        }
    }
}
