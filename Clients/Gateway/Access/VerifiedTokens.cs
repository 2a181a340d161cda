using System.Collections.Concurrent;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Gateway.Edge;

namespace Actors.Gateway.Access;

/// <summary>Whose token is this? Asks the region, and remembers a yes for a few seconds.</summary>
internal sealed class VerifiedTokens(GrainCalls calls, TimeProvider time)
{
    /// <summary>A revoked token is refused by every gateway after this long.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private const int MaxRemembered = 4_096;

    private readonly ConcurrentDictionary<string, Remembered> _byHash = new(StringComparer.Ordinal);

    public async Task<Answer<AccessToken>> Verify(string secret, CancellationToken cancellation)
    {
        var hash = Secrets.Hash(secret);
        var now = time.GetUtcNow();
        if (_byHash.TryGetValue(hash, out var known) && known.Until > now) return known.Token;

        var answer = await calls.Call((grains, token) => grains.GetAccess().Verify(hash, token), cancellation);
        if (answer.Value is not { } verified)
        {
            _byHash.TryRemove(hash, out _);
            return answer;
        }

        if (_byHash.Count >= MaxRemembered) _byHash.Clear();
        var until = now + Lifetime;
        _byHash[hash] = new(verified, verified.ExpiresAt < until ? verified.ExpiresAt.Value : until);
        return answer;
    }

    /// <summary>This gateway, at least, knows at once that a token is revoked.</summary>
    public void Forget(AccessToken token) => _byHash.TryRemove(token.Hash, out _);

    private readonly record struct Remembered(AccessToken Token, DateTimeOffset Until);
}
