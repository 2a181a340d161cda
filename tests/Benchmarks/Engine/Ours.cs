using System.Buffers;
using System.Globalization;
using System.Text;
using Actors.Evaluation;

namespace Actors.Benchmarks.Engine;

/// <summary>One subject after another, from the bytes of a request to the bytes of OFREP's list of flags.</summary>
internal sealed class Ours
{
    private readonly Ruleset _ruleset;
    private readonly Subject _subject;
    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);
    private readonly byte[] _reasons;
    private readonly byte[][] _requests;
    private int _next;

    public Ours(Ruleset ruleset, Func<int, string> request)
    {
        if (ruleset.Warnings is [var warning, ..])
            throw new InvalidOperationException($"A feature of the benchmark was not understood: {warning.Message}");
        _ruleset = ruleset;
        _subject = new Subject(ruleset);
        _reasons = new byte[ruleset.Features.Length];
        _requests = [.. Enumerable.Range(0, 1024).Select(number => Encoding.UTF8.GetBytes(request(number)))];
        ReadNext();
    }

    /// <summary>Who asks, in the mix of countries, platforms and versions of a real app.</summary>
    public static string Request(int number)
    {
        var country = FeatureMix.Countries[number % FeatureMix.Countries.Length];
        var platform = number % 3 == 0 ? "android" : "ios";
        var version = string.Create(CultureInfo.InvariantCulture, $"{4 + number % 3}.{number % 10}.0");
        return $$"""
            {"id":"user-{{number}}","country":"{{country}}","platform":"{{platform}}","appVersion":"{{version}}"}
            """;
    }

    public int ReadNext()
    {
        _next = (_next + 1) & 1023;
        return _subject.TryRead(_ruleset, _requests[_next], out var problem)
            ? _requests[_next].Length
            : throw new InvalidOperationException(problem);
    }

    /// <summary>The answer's length in bytes.</summary>
    public int Evaluate()
    {
        _output.ResetWrittenCount();
        OfrepFlags.Write(_ruleset, _subject, _output, _reasons);
        return _output.WrittenCount;
    }
}
