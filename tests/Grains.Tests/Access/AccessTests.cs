using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Auditing;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Grains.Tests.Access;

public sealed class AccessTests
{
    private static readonly DateTimeOffset _noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly Authorship _by = new("alice", "", "operation-1");

    [Fact]
    public async Task The_operators_token_is_let_in_and_replaced_by_the_next()
    {
        await using var region = await Region.Start();
        var access = region.Grains.GetAccess();

        await access.Bootstrap(Hash('a'));
        await access.Bootstrap(Hash('a'));
        var token = (await access.Verify(Hash('a'))).Value!;
        Assert.Equal(Role.Admin, token.Roles[AccessToken.EveryProject]);

        await access.Bootstrap(Hash('b'));
        Assert.Equal("token-unknown", (await access.Verify(Hash('a'))).Refusal!.Code);
        Assert.Equal(TokenDecisions.BootstrapId, Assert.Single(await access.List()).Id);
        Assert.Equal(2, (await Entries(region)).Length);
    }

    [Fact]
    public async Task A_token_is_valid_until_it_expires()
    {
        var clock = new FakeTimeProvider(_noon);
        await using var region = await Region.Start(clock: clock);
        var access = region.Grains.GetAccess();
        Assert.Null((await access.Issue(Token("ci", 'c', _noon.AddHours(1)), _by)).Refusal);

        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("ci", (await access.Verify(Hash('c'))).Value!.Id);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("token-expired", (await access.Verify(Hash('c'))).Refusal!.Code);
    }

    [Fact]
    public async Task A_revoked_token_is_unknown_and_an_issued_one_keeps_its_id()
    {
        await using var region = await Region.Start();
        var access = region.Grains.GetAccess();
        await access.Bootstrap(Hash('a'));
        Assert.Null((await access.Issue(Token("ci", 'c'), _by)).Refusal);
        Assert.Null((await access.Issue(Token("ci", 'c'), _by)).Refusal);
        Assert.Equal("token-exists", (await access.Issue(Token("ci", 'd'), _by)).Refusal!.Code);

        Assert.Equal("ci", (await access.Revoke("ci", _by)).Value!.Id);

        Assert.Equal("token-unknown", (await access.Verify(Hash('c'))).Refusal!.Code);
        var another = _by with { OperationId = "operation-2" };
        Assert.Equal("token-not-found", (await access.Revoke("ci", another)).Refusal!.Code);
        var entries = await Entries(region);
        Assert.Equal(
            ["issued", "issued", "revoked"], entries.OrderBy(entry => entry.Revision).Select(entry => entry.Verb));
        Assert.DoesNotContain(entries, entry => entry.Document?.Contains(Hash('c'), StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_revocation_whose_answer_was_lost_may_be_repeated()
    {
        await using var region = await Region.Start();
        var access = region.Grains.GetAccess();
        await access.Bootstrap(Hash('a'));
        await access.Issue(Token("ci", 'c'), _by);
        var revoked = await access.Revoke("ci", _by);

        Assert.Equal(revoked.Value!.Hash, (await access.Revoke("ci", _by)).Value!.Hash);
        await region.Cluster.DeactivateAsync(access);
        Assert.Equal(revoked.Value.Hash, (await access.Revoke("ci", _by)).Value!.Hash);
        Assert.Equal("token-not-found", (await access.Revoke("other", _by)).Refusal!.Code);
        Assert.Equal(3, (await Entries(region)).Length);
    }

    [Fact]
    public async Task The_last_token_that_may_issue_others_stays()
    {
        await using var region = await Region.Start();
        var access = region.Grains.GetAccess();
        await access.Bootstrap(Hash('a'));

        Assert.Equal("last-admin", (await access.Revoke(TokenDecisions.BootstrapId, _by)).Refusal!.Code);

        await access.Issue(Token("boss", 'e'), _by);
        Assert.Null((await access.Revoke(TokenDecisions.BootstrapId, _by)).Refusal);
        Assert.Equal("last-admin", (await access.Revoke("boss", _by)).Refusal!.Code);
    }

    [Fact]
    public async Task A_refused_write_lets_nobody_in()
    {
        await using var region = await Region.Start();
        var access = region.Grains.GetAccess();
        var held = region.Disk.Hold("access", "region:access");
        using (region.Disk.Refuse("access", "region:access", count: 1))
        {
            var issue = access.Issue(Token("ci", 'c'), _by);
            await held.Arrived;
            Assert.Equal("token-unknown", (await access.Verify(Hash('c'))).Refusal!.Code);
            held.Release();
            await Assert.ThrowsAnyAsync<Exception>(() => issue);
        }

        Assert.Equal("token-unknown", (await access.Verify(Hash('c'))).Refusal!.Code);
        Assert.Null((await access.Issue(Token("ci", 'c'), _by)).Refusal);
        Assert.Equal("ci", (await access.Verify(Hash('c'))).Value!.Id);
    }

    [Fact]
    public async Task Tokens_are_verified_while_the_audit_log_is_away()
    {
        await using var region = await Region.Start();
        var access = region.Grains.GetAccess();
        using (region.Audit.Refuse(""))
        {
            Assert.Null((await access.Issue(Token("ci", 'c'), _by)).Refusal);
            await region.Cluster.DeactivateAsync(access);
            Assert.Equal("ci", (await access.Verify(Hash('c'))).Value!.Id);
        }

        var entries = await Eventually.See(() => Entries(region), entries => entries.Length == 1);
        Assert.Equal("token/ci", entries[0].Subject);
    }

    private static Task<ImmutableArray<AuditEntry>> Entries(Region region) =>
        region.Audit.Read("", new AuditQuery(null, null, 100), TestContext.Current.CancellationToken);

    private static AccessToken Token(string id, char hash, DateTimeOffset? expiresAt = null) => new(
        id,
        id,
        Hash(hash),
        ImmutableSortedDictionary<string, Role>.Empty.Add(AccessToken.EveryProject, Role.Admin),
        _noon,
        expiresAt);

    private static string Hash(char digit) => new(digit, 64);
}
