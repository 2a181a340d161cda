namespace Actors.Harness;

/// <summary>
/// Where is the code under test? The root of the checkout, and what was built in the tests' own configuration.
/// </summary>
public static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>Where tests keep what they start; ignored by git.</summary>
    public static string Local { get; } = Directory.CreateDirectory(Path.Combine(Root, ".local", "harness")).FullName;

    /// <summary>The program of a project, for example "Silo", as it was built with the running tests.</summary>
    public static string ProgramOf(string project)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var program = Path.Combine(Root, "artifacts", "bin", project, configuration, $"Actors.{project}.dll");
        return File.Exists(program)
            ? program
            : throw new FileNotFoundException($"{program} is missing: build {project} ({configuration}).");
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        for (; directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Actors.sln")))
            {
                return directory.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No directory above {AppContext.BaseDirectory} holds Actors.sln.");
    }
}
