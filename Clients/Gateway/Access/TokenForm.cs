using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Foundation;
using Actors.Protocol;

namespace Actors.Gateway.Access;

/// <summary>What must a request for an admin token say, and which token comes of it?</summary>
internal static class TokenForm
{
    public const int MaxName = 200;
    public const int MaxRoles = 1_000;

    public static Answer<AccessToken> Read(
        TokenRequest request, string hash, string operationId, DateTimeOffset now)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (request.Name.Trim().Length is 0 or > MaxName)
            problems.Add(new("/name", "name-invalid", $"A name has 1 to {MaxName} characters."));
        if (request.Id is not null && !Key.IsValid(request.Id))
            problems.Add(new("/id", "key-invalid", $"A token is called by {Key.Form}."));
        if (request.ExpiresAt <= now)
            problems.Add(new("/expiresAt", "expiry-invalid", "A token expires later than now."));

        var roles = Roles(request.Roles, problems);
        if (problems.Count > 0)
            return new Refusal("token-invalid", "No token can be issued for this; 'problems' says why.")
            {
                Problems = problems.ToImmutable(),
            };

        var name = request.Name.Trim();
        return new AccessToken(
            request.Id ?? Secrets.NewId(name, operationId),
            name,
            hash,
            roles,
            now,
            request.ExpiresAt?.ToUniversalTime());
    }

    private static ImmutableSortedDictionary<string, Role> Roles(
        IReadOnlyDictionary<string, string> wanted, ImmutableArray<Problem>.Builder problems)
    {
        if (wanted.Count is 0 or > MaxRoles)
            problems.Add(new("/roles", "roles-invalid", $"A token has 1 to {MaxRoles} roles."));

        var roles = ImmutableSortedDictionary.CreateBuilder<string, Role>(StringComparer.Ordinal);
        foreach (var (project, name) in wanted.Take(MaxRoles))
        {
            if (project != AccessToken.EveryProject && !Key.IsValid(project))
                problems.Add(new($"/roles/{Escaped(project)}", "key-invalid", $"A project is '*' or {Key.Form}."));
            if (Caller.TryParse(name, out var role)) roles[project] = role;
            else problems.Add(new($"/roles/{Escaped(project)}", "role-invalid", "A role is viewer, editor or admin."));
        }

        return roles.ToImmutable();
    }

    private static string Escaped(string member) => member.Replace("~", "~0").Replace("/", "~1");
}
