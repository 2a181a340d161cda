using System.Collections.Immutable;

namespace Actors.Configuration.Tests;

public sealed class TokenDecisionTests
{
    private static readonly string _secret = new('b', 64);
    private static readonly AccessToken _viewer = Token("viewer", 'c', "shop", Role.Viewer);

    private static readonly ImmutableSortedDictionary<string, AccessToken> _tokens =
        TokenDecisions.Bootstrap(TokenDecisions.None, _secret, Some.Time).Accepted();

    [Fact]
    public void The_bootstrap_token_may_do_everything_and_is_replaced_by_the_next()
    {
        var next = TokenDecisions.Bootstrap(_tokens, new('d', 64), Some.Time).Accepted();

        Assert.Equal(Role.Admin, TokenDecisions.Verify(_tokens, _secret, Some.Time).Accepted().Roles["*"]);
        Assert.Same(_tokens, TokenDecisions.Bootstrap(_tokens, _secret, Some.Time.AddDays(1)).Accepted());
        Assert.Equal(["bootstrap"], next.Keys);
        TokenDecisions.Verify(next, _secret, Some.Time).IsRefused("token-unknown");
    }

    [Fact]
    public void A_bootstrap_hash_has_a_form_and_is_no_other_tokens()
    {
        var both = TokenDecisions.Issue(_tokens, _viewer).Accepted();

        TokenDecisions.Bootstrap(_tokens, "secret", Some.Time).IsRefused("token-invalid");
        TokenDecisions.Bootstrap(both, _viewer.Hash, Some.Time).IsRefused("token-exists");
    }

    [Fact]
    public void An_issued_token_is_verified_until_it_expires()
    {
        var token = _viewer with { ExpiresAt = Some.Time.AddHours(1) };
        var tokens = TokenDecisions.Issue(_tokens, token).Accepted();

        Assert.Equal(token, TokenDecisions.Verify(tokens, token.Hash, Some.Time).Accepted());
        TokenDecisions.Verify(tokens, token.Hash, Some.Time.AddHours(1)).IsRefused("token-expired");
        TokenDecisions.Verify(tokens, "", Some.Time).IsRefused("token-unknown");
    }

    [Fact]
    public void The_same_token_again_changes_nothing_and_another_of_its_id_or_secret_is_refused()
    {
        var tokens = TokenDecisions.Issue(_tokens, _viewer).Accepted();

        Assert.Same(tokens, TokenDecisions.Issue(tokens, Token("viewer", 'c', "shop", Role.Viewer)).Accepted());
        TokenDecisions.Issue(tokens, Token("viewer", 'c', "shop", Role.Admin)).IsRefused("token-exists");
        TokenDecisions.Issue(tokens, _viewer with { Id = "other" }).IsRefused("token-exists");
        TokenDecisions.Issue(TokenDecisions.None, _viewer with { Id = "bootstrap" }).IsRefused("token-exists");
    }

    [Fact]
    public void Everything_wrong_with_a_token_is_named()
    {
        var wrong = Token("Bad Id", 'x', "Bad Project", (Role)9) with { Name = "", ExpiresAt = Some.Time };

        var refusal = TokenDecisions.Issue(_tokens, wrong).Refused();

        Assert.Equal("token-invalid", refusal.Code);
        Assert.Equal(
            ["/id", "/name", "/hash", "/expiresAt", "/roles/Bad Project", "/roles/Bad Project"],
            refusal.Problems.Select(problem => problem.Path));
        TokenDecisions.Issue(_tokens, _viewer with { Roles = _viewer.Roles.Clear() }).IsRefused("token-invalid");
    }

    [Fact]
    public void The_last_token_that_may_issue_others_stays()
    {
        var expired = Token("late", 'e', "*", Role.Admin) with { ExpiresAt = Some.Time.AddSeconds(1) };
        var tokens = new[] { _viewer, Token("local", 'f', "shop", Role.Admin), expired }.Aggregate(
            _tokens, (next, token) => TokenDecisions.Issue(next, token).Accepted());
        var admins = TokenDecisions.Issue(tokens, Token("admin", 'd', "*", Role.Admin)).Accepted();

        TokenDecisions.Revoke(tokens, "bootstrap", Some.Time.AddMinutes(1)).IsRefused("last-admin");
        Assert.DoesNotContain("viewer", TokenDecisions.Revoke(tokens, "viewer", Some.Time).Accepted().Keys);
        Assert.DoesNotContain("bootstrap", TokenDecisions.Revoke(admins, "bootstrap", Some.Time).Accepted().Keys);
    }

    [Fact]
    public void An_unknown_token_cannot_be_revoked() =>
        TokenDecisions.Revoke(_tokens, "unknown", Some.Time).IsRefused("token-not-found");

    private static AccessToken Token(string id, char hash, string project, Role role) => new(
        id,
        id,
        new(hash, 64),
        ImmutableSortedDictionary.Create<string, Role>(StringComparer.Ordinal).Add(project, role),
        Some.Time,
        null);
}
