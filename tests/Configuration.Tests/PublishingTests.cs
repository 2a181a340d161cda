using Actors.Foundation;
using CsCheck;

namespace Actors.Configuration.Tests;

public sealed class PublishingTests
{
    private static readonly PublishedFeature _feature = new("a", 1, true, """{"defaultValue":1}""");
    private static readonly RulesetDocument _document = Publishing.Accept(RulesetDocument.Empty, [_feature], Some.Time);

    [Fact]
    public void A_first_feature_makes_version_one()
    {
        Assert.Equal((1, Some.Time), (_document.Version, _document.PublishedAt));
        Assert.Equal(Publishing.Hash(_document), _document.ContentHash);
        Assert.Matches("^[0-9a-f]{64}$", _document.ContentHash);
    }

    /// <summary>Golden: computed from the description of the format by a few lines of Python.</summary>
    [Fact]
    public void The_hash_is_the_same_in_every_region_and_release()
    {
        PublishedFeature[] features = [new("a", 7, true, """{"defaultValue":"é"}"""), new("dead", 3, false, null)];
        var document = Publishing.Accept(RulesetDocument.Empty, features, Some.Time);

        Assert.Equal(
            "3ef8a6ff0e8cd8e51aeaf42c06a6863f86799ce138bf6222e4764faefce16363",
            Publishing.Issue(document, Some.SdkKey, Some.Time).Accepted().ContentHash);
    }

    [Fact]
    public void What_is_old_or_known_changes_nothing()
    {
        var newer = Publishing.Accept(_document, [_feature with { Revision = 3, Json = "{}" }], Some.Time);

        Assert.Same(newer, Publishing.Accept(newer, [_feature with { Revision = 3, Json = "[]" }], Some.Time));
        Assert.Same(newer, Publishing.Accept(newer, [_feature with { Revision = 2 }, _feature], Some.Time));
        Assert.Same(newer, Publishing.Accept(newer, [], Some.Time));
    }

    [Fact]
    public void A_newer_revision_with_the_same_payload_is_remembered_under_the_same_version()
    {
        var next = Publishing.Accept(_document, [_feature with { Revision = 2 }], Some.Time.AddDays(1));

        Assert.Equal(2, next.Features["a"].Revision);
        Assert.Equal(
            (_document.Version, _document.ContentHash, _document.PublishedAt),
            (next.Version, next.ContentHash, next.PublishedAt));
    }

    [Fact]
    public void Each_version_is_later_than_the_one_before_though_the_clock_stands_or_goes_back()
    {
        var second = Publishing.Accept(_document, [_feature with { Revision = 2, Json = "{}" }], Some.Time);
        var third = Publishing.Permit(second, true, Some.Time.AddDays(-1));

        Assert.Equal([0, 1, 2], new[] { _document, second, third }.Select(
            document => (document.PublishedAt - Some.Time).TotalMilliseconds));
    }

    [Fact]
    public void Many_features_move_the_version_once()
    {
        var many = Enumerable.Range(0, 1_000).Select(index => _feature with { Key = $"k{index}" }).ToList();

        Assert.Equal(2, Publishing.Accept(_document, many, Some.Time).Version);
    }

    [Fact]
    public void A_tombstone_hides_the_feature_keeps_its_revision_and_is_no_news_where_nothing_was()
    {
        var gone = Publishing.Accept(_document, [_feature with { Revision = 2, Json = null }], Some.Time);
        var nothing = Publishing.Accept(RulesetDocument.Empty, [_feature with { Json = null }], Some.Time);

        Assert.Equal((2, 2, null), (gone.Version, gone.Features["a"].Revision, gone.Features["a"].Json));
        Assert.Equal((0, 1), (nothing.Version, nothing.Features["a"].Revision));
        Assert.Equal(Publishing.Hash(RulesetDocument.Empty), gone.ContentHash);
    }

    [Fact]
    public void The_version_moves_if_and_only_if_the_payload_does() =>
        Generated.Published.Array[1, 4].Array[1, 10].Sample(batches =>
        {
            var document = RulesetDocument.Empty;
            foreach (var batch in batches)
            {
                var next = Publishing.Accept(document, batch, Some.Time);
                var moved = Publishing.Hash(next) != Publishing.Hash(document);
                Assert.Equal(document.Version + (moved ? 1 : 0), next.Version);
                document = next;
            }
        });

    [Fact]
    public void Hand_overs_in_any_order_and_number_converge() =>
        Gen.Select(Generated.Published.Array[1, 12], Gen.Int).Sample((published, seed) =>
        {
            var random = new Random(seed);
            var shuffled = published.Concat(published).OrderBy(_ => random.Next()).ToList();

            var one = Publishing.Accept(RulesetDocument.Empty, published, Some.Time);
            var other = shuffled.Aggregate(
                RulesetDocument.Empty, (document, feature) => Publishing.Accept(document, [feature], Some.Time));

            return one.Features.SequenceEqual(other.Features) && Publishing.Hash(one) == Publishing.Hash(other);
        });

    [Fact]
    public void A_removed_environment_is_another_payload_once()
    {
        var removed = Publishing.Remove(_document, true, Some.Time);

        Assert.True(removed.Removed);
        Assert.Equal(2, removed.Version);
        Assert.Same(removed, Publishing.Remove(removed, true, Some.Time));
        Assert.Equal(_document.ContentHash, Publishing.Remove(removed, false, Some.Time).ContentHash);
    }

    [Fact]
    public void Keys_of_a_removed_environment_open_nothing_when_it_exists_again()
    {
        var key = new SdkKey("app", "App", SdkKeyKind.Client, new string('a', 64), [], Some.Time);
        var decision = Publishing.Issue(_document, key, Some.Time);
        var issued = Assert.IsType<Decision<RulesetDocument>.Accepted>(decision).Next;

        var again = Publishing.Remove(Publishing.Remove(issued, true, Some.Time), false, Some.Time);

        Assert.Single(issued.Keys);
        Assert.Empty(again.Keys);
        Assert.Equal(_document.ContentHash, again.ContentHash);
    }

    [Fact]
    public void The_hash_tells_where_one_text_ends_and_the_next_begins()
    {
        var one = Publishing.Accept(RulesetDocument.Empty, [new("ab", 1, true, "c")], Some.Time);
        var other = Publishing.Accept(RulesetDocument.Empty, [new("a", 1, true, "bc")], Some.Time);

        Assert.NotEqual(one.ContentHash, other.ContentHash);
    }
}
