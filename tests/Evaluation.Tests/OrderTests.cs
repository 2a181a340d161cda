using System.Buffers;
using CsCheck;

namespace Actors.Evaluation.Tests;

public sealed class OrderTests
{
    [Fact]
    public void The_order_of_attributes_does_not_matter() =>
        Gen.Select(Rulesets.Some, Rulesets.SomeMembers, Gen.Int).Sample((ruleset, members, seed) =>
            Assert.Equal(Answers(ruleset, members), Answers(ruleset, Shuffled(members, seed))));

    [Fact]
    public void The_order_of_features_does_not_matter() =>
        Gen.Select(Rulesets.SomeSources, Rulesets.SomeMembers, Gen.Int).Sample((sources, members, seed) =>
            Assert.Equal(
                Answers(Ruleset.Compile(sources), members),
                Answers(Ruleset.Compile(Shuffled(sources, seed)), members)));

    [Fact]
    public void The_way_to_a_ruleset_does_not_matter() =>
        Gen.Select(Rulesets.SomeSources, Rulesets.SomeSources, Rulesets.SomeMembers).Sample((old, now, members) =>
            Assert.Equal(
                Answers(Ruleset.Compile(now), members), Answers(Ruleset.Compile(old).With(now, []), members)));

    [Fact]
    public void A_subject_that_is_read_again_is_as_good_as_a_new_one() =>
        Gen.Select(Rulesets.Some, Rulesets.SomeMembers, Rulesets.SomeMembers).Sample((ruleset, before, now) =>
        {
            var subject = Given.Subject(ruleset, Json(before));
            Answers(ruleset, subject);
            Assert.True(subject.TryRead(ruleset, System.Text.Encoding.UTF8.GetBytes(Json(now)), out _));
            Assert.Equal(Answers(ruleset, now), Answers(ruleset, subject));
        });

    [Fact]
    public void Subjects_with_one_digest_get_the_same() =>
        Gen.Select(Rulesets.Some, Rulesets.SomeMembers, Rulesets.SomeMembers).Sample((ruleset, one, other) =>
        {
            if (Digest(ruleset, one) == Digest(ruleset, other))
                Assert.Equal(Answers(ruleset, one), Answers(ruleset, other));
        });

    private static T[] Shuffled<T>(T[] items, int seed)
    {
        T[] shuffled = [.. items];
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }

    private static string Json(string[] members) => $"{{{string.Join(',', members)}}}";

    private static string Answers(Ruleset ruleset, string[] members) =>
        Answers(ruleset, Given.Subject(ruleset, Json(members)));

    private static string Answers(Ruleset ruleset, Subject subject)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var reasons = new byte[ruleset.Features.Length];
        OfrepFlags.Write(ruleset, subject, buffer, reasons);
        RemoteFeatures.Write(ruleset, subject, null, buffer, reasons);
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Digest(Ruleset ruleset, string[] members)
    {
        var sink = new Sink([]);
        Given.Subject(ruleset, Json(members)).AppendTo(ruleset, ref sink);
        return Convert.ToHexString([.. sink.Bytes]);
    }

    private readonly record struct Sink(List<byte> Bytes) : IByteSink
    {
        public void Append(ReadOnlySpan<byte> bytes) => Bytes.AddRange(bytes);
    }
}
