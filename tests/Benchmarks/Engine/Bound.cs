using System.Text;

namespace Actors.Benchmarks.Engine;

/// <summary>
/// What can no evaluation of so many features be faster than? One hash, one comparison and one copy for each.
/// </summary>
internal sealed class Bound
{
    private readonly (string Seed, uint Threshold, byte[] On, byte[] Off)[] _flags =
    [
        .. FeatureMix.Features().Select((feature, index) => (
            feature.Key,
            (uint)(index * 20),
            Encoding.UTF8.GetBytes($$"""{"key":"{{feature.Key}}","reason":"SPLIT","value":true},"""),
            Encoding.UTF8.GetBytes($$"""{"key":"{{feature.Key}}","reason":"DEFAULT","value":false},"""))),
    ];

    public int Evaluate(ReadOnlySpan<char> subject, Span<byte> output)
    {
        var written = 0;
        foreach (var (seed, threshold, on, off) in _flags)
        {
            var answer = Hash(subject, seed) % 1000 < threshold ? on : off;
            answer.CopyTo(output[written..]);
            written += answer.Length;
        }

        return written;
    }

    // FNV-1a over UTF-16 code units, as the dialect has it.
    private static uint Hash(ReadOnlySpan<char> subject, ReadOnlySpan<char> seed)
    {
        var hash = 0x811C9DC5u;
        foreach (var unit in subject)
            hash = (hash ^ unit) * 0x01000193u;
        foreach (var unit in seed)
            hash = (hash ^ unit) * 0x01000193u;
        return hash;
    }
}
