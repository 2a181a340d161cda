using System.Buffers;
using System.Text;

namespace Actors.Evaluation.Tests;

public sealed class AllocationTests
{
    private static readonly Ruleset _ruleset = Ruleset.Compile(
    [
        new("constant", true, """{"defaultValue": {"a": [1, 2, 3]}}"""),
        new("off", false, "{}"),
        new("rollout", true, """{"defaultValue": 1, "rules": [{"force": 2, "coverage": 0.5, "hashVersion": 2}]}"""),
        new("rollout-1", true, """{"rules": [{"force": 2, "coverage": 0.5}]}"""),
        new("rollout-2", true, """{"rules": [{"force": 2, "range": [0.1, 0.9], "hashVersion": 2}]}"""),
        new("rollout-3", true, """{"rules": [{"force": 2, "coverage": 0.9, "hashVersion": 2}]}"""),
        new("by-age", true, """{"rules": [{"force": 2, "coverage": 0.9, "hashAttribute": "age", "hashVersion": 2}]}"""),
        new("targeted", true, """
            {"rules": [{"force": 3, "condition": {"country": {"$in": ["DE", "FR"]}, "address.city": {"$regex": "^B"},
            "version": {"$vgte": "2.0.0"}, "tags": {"$elemMatch": {"$gt": 5}}}}]}
            """),
        new("gated", true, """
            {"rules": [{"parentConditions": [{"id": "experiment", "condition": {"value": {"$ne": "a"}}, "gate": true}]},
            {"force": 1, "filters": [{"seed": "s", "ranges": [[0, 0.9]]}]}]}
            """),
        new("experiment", true, """
            {"defaultValue": 0, "rules": [{"variations": ["a", "b"], "namespace": ["n", 0, 0.99], "hashVersion": 2}]}
            """),
    ]);

    private static readonly byte[][] _bodies =
    [
        .. new[]
        {
            """{"targetingKey": "user-1", "country": "DE", "version": "2.10.0", "tags": [1, 9], "age": 30}""",
            """
            {"id": "größer-😀", "country": null, "unknown": {"deep": [1, {"x": "\u0041é"}]}, "age": 12.5,
            "address": {"city": "Bonn", "zip": "53111", "0": {"a": 1}}, "tags": [[1, 2], "x"], "\u0061ge": 31}
            """,
            "{}",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    [Fact]
    public void Reading_a_subject_and_answering_every_flag_allocates_nothing_once_warm() =>
        AssertAllocatesNothing((subject, output, reasons) => OfrepFlags.Write(_ruleset, subject, output, reasons));

    [Fact]
    public void Answering_a_remote_evaluation_allocates_nothing_once_warm() =>
        AssertAllocatesNothing(
            (subject, output, reasons) => RemoteFeatures.Write(_ruleset, subject, null, output, reasons));

    [Fact]
    public void Telling_whether_a_subject_is_to_be_sampled_allocates_nothing_once_warm() =>
        AssertAllocatesNothing((subject, _, reasons) => reasons[0] = (byte)subject.TextHash("id"));

    [Fact]
    public void Digesting_a_subject_allocates_nothing_once_warm() =>
        AssertAllocatesNothing((subject, _, _) =>
        {
            var sink = new Sink();
            subject.AppendTo(_ruleset, ref sink);
        });

    private static void AssertAllocatesNothing(Action<Subject, IBufferWriter<byte>, byte[]> answer)
    {
        var subject = new Subject(_ruleset);
        var output = new ArrayBufferWriter<byte>(16_384);
        var reasons = new byte[_ruleset.Features.Length];
        var request = 0;
        Allocation.AssertNoneOnceWarm(() =>
        {
            output.ResetWrittenCount();
            if (!subject.TryRead(_ruleset, _bodies[request++ % _bodies.Length], out var problem))
                Assert.Fail(problem);
            subject.SetDefault("country", "FR");
            answer(subject, output, reasons);
        });
    }

    private struct Sink : IByteSink
    {
        public int Count;

        public void Append(ReadOnlySpan<byte> bytes) => Count += bytes.Length;
    }
}
