using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Actors.Architecture.Tests;

/// <summary>Which project may know which, which does, and what does the README say about it?</summary>
internal static class Arrows
{
    /// <summary>
    /// The design, section 2; a star is one folder. An experiment is an author of configuration; the last line brings
    /// the schema to the silo.
    /// </summary>
    public const string Allowed = """
        src/*                 -> src/Foundation
        src/Experiments       -> src/Configuration
        Grains/Contracts      -> src/*
        Grains/Implementation -> Grains/Contracts
        Clients/Gateway       -> Grains/Contracts, Clients/Protocol, src/Evaluation, deploy/ServiceDefaults
        Clients/Sdk           -> Clients/Protocol, src/Evaluation
        Clients/Console       -> Clients/Protocol
        Clients/LoadTest      -> Clients/Sdk, Grains/Contracts
        Silo                  -> Grains/Implementation, Clients/Gateway, deploy/ServiceDefaults
        Silo                  -> deploy/database
        """;

    /// <summary>One "from -> to" for each arrow of a picture such as <see cref="Allowed"/>.</summary>
    public static IEnumerable<string> Parse(string picture) =>
        picture.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split("->", StringSplitOptions.TrimEntries))
            .SelectMany(
                sides => sides[1].Split(',', StringSplitOptions.TrimEntries), (sides, to) => $"{sides[0]} -> {to}");

    public static IEnumerable<string> Drawn(string readme) =>
        Parse(string.Join('\n', readme.Split('\n').SkipWhile(line => line != "```arrows").Skip(1)
            .TakeWhile(line => line != "```")));

    public static IEnumerable<string> Built() =>
        Repository.Projects
            .Where(project => !project.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(project => Of(Repository.Folder(project), Repository.Read(project)));

    public static IEnumerable<string> Of(string folder, string project) =>
        XDocument.Parse(project).Descendants("ProjectReference")
            .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'))
            .Select(path => Path.GetRelativePath("/", Path.GetFullPath(path, $"/{folder}")))
            .Select(path => $"{folder} -> {Repository.Folder(path)}");

    public static IEnumerable<string> Forbidden(IEnumerable<string> arrows) =>
        arrows.Where(arrow => !Parse(Allowed).Any(allowed => Regex.IsMatch(arrow, Pattern(allowed))));

    private static string Pattern(string allowed) => $"^{Regex.Escape(allowed).Replace(@"\*", @"[^/\s]+")}$";
}
