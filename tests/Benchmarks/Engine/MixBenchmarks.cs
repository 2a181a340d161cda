using System.Buffers;
using Actors.Evaluation;
using BenchmarkDotNet.Attributes;

namespace Actors.Benchmarks.Engine;

/// <summary>50 features for one subject, beside the peer and beside what no evaluation can be faster than.</summary>
[Config(typeof(OneProcess))]
public class MixBenchmarks : IDisposable
{
    private readonly ArrayBufferWriter<byte> _peerOutput = new(1 << 16);
    private readonly byte[] _boundOutput = new byte[1 << 16];
    private readonly Bound _bound = new();
    private readonly Ours _ours = new(Ruleset.Compile(FeatureMix.Features()), Ours.Request);
    private readonly Peer _peer = new();
    private readonly PeerContext[] _peerSubjects =
    [
        .. Enumerable.Range(0, 1024).Select(number => new PeerContext
        {
            UserId = $"user-{number}",
            Country = FeatureMix.Countries[number % FeatureMix.Countries.Length],
            Groups = [FeatureMix.Countries[number % FeatureMix.Countries.Length]],
            Platform = number % 3 == 0 ? "android" : "ios",
            AppVersion = new Version(4 + number % 3, number % 10, 0),
        }),
    ];

    private int _next;

    [GlobalCleanup]
    public void Dispose()
    {
        _peer.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, Description = "ours: request bytes to answer bytes")]
    public int ReadAndEvaluate()
    {
        _ours.ReadNext();
        return _ours.Evaluate();
    }

    [Benchmark(Description = "ours: of that, reading the request, which the peer is spared")]
    public int Read() => _ours.ReadNext();

    [Benchmark(Description = "ours: the same subject again, its buckets drawn")]
    public int Evaluate() => _ours.Evaluate();

    [Benchmark(Description = "bound: a hash, a comparison, a copy a flag")]
    public int Bound() => _bound.Evaluate("user-123456", _boundOutput);

    [Benchmark(Description = "Microsoft.FeatureManagement: context to answer bytes")]
    public Task<int> FeatureManagement()
    {
        _next = (_next + 1) & 1023;
        return _peer.Evaluate(_peerSubjects[_next], _peerOutput, CancellationToken.None);
    }
}
