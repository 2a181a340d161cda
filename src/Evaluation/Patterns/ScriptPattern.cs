using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace Actors.Evaluation;

/// <summary>Does a text hold a match of a JavaScript regular expression? No pattern makes a request slow.</summary>
/// <remarks>
/// .NET's backtracking engine is built in microseconds and its automaton in milliseconds, so the first one tries, with
/// a time limit, and where it fails the automaton, which reads a text once, takes over for good. What has no automaton
/// (lookaround, back references) is after a few failures tried only once in ten thousand times. Whoever gives up
/// answers "no match" and counts it.
/// </remarks>
internal sealed class ScriptPattern
{
    /// <summary>UTF-16 code units of the longest pattern that we take.</summary>
    public const int PatternLimit = 10_000;

    /// <summary>UTF-16 code units of the longest text that we search.</summary>
    public const int TextLimit = 65_536;

    private const int TimeoutsForFree = 3;
    private const int TriesPerTimeout = 10_000;
    private static readonly TimeSpan _timeLimit = TimeSpan.FromMilliseconds(25);

    // Needed in full only by counted repetitions over the longest texts: an automaton does not go astray.
    private static readonly TimeSpan _automatonTimeLimit = TimeSpan.FromMilliseconds(100);

    private readonly Translation _translation;
    private readonly PatternMeter _meter;

    // Each is built when first needed; a race builds the same twice.
    private Regex? _regex;
    private Regex? _regexBeyondAscii;
    private Regex? _automaton;

    // Written without a lock: a lost count only moves the next try.
    private int _timeouts;
    private long _tries;

    private ScriptPattern(Translation translation, PatternMeter meter) => (_translation, _meter) = (translation, meter);

    /// <summary>False when JavaScript would refuse the pattern, or it is longer than we take.</summary>
    /// <param name="source">As between the slashes of a JavaScript literal, without the flag "u".</param>
    /// <param name="ignoresCase">The flag "i".</param>
    /// <param name="meter">Counts what is given up.</param>
    /// <param name="pattern">Null when the answer is false.</param>
    /// <param name="problem">One sentence on what was wrong; null when the answer is true.</param>
    public static bool TryCompile(
        string source,
        bool ignoresCase,
        PatternMeter meter,
        [NotNullWhen(true)] out ScriptPattern? pattern,
        [NotNullWhen(false)] out string? problem)
    {
        pattern = null;
        problem = $"A pattern may have {PatternLimit} characters.";
        if (source.Length > PatternLimit
            || !PatternTranslator.TryTranslate(source, ignoresCase, out var translation, out problem))
            return false;
        pattern = new ScriptPattern(translation, meter);
        return true;
    }

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        _tries++;
        if (text.Length > TextLimit || _timeouts > TimeoutsForFree + (_tries / TriesPerTimeout))
            return GiveUp();
        var isBeyondAscii = _translation.HasBoundary && !Ascii.IsValid(text);
        var hasAutomaton = !_translation.NeedsBacktracking && !isBeyondAscii;
        var regex = isBeyondAscii
            ? _regexBeyondAscii ??= Build(_translation.BeyondAscii)
            : _regex ??= Build(_translation.Pattern);
        if (hasAutomaton && _automaton is not null)
            regex = _automaton;
        if (TryMatch(regex, text, out var isMatch))
            return isMatch;
        // The limit is of the clock, and a busy machine may have let us wait so long: that hardly happens twice.
        if (hasAutomaton)
            regex = _automaton ??= BuildAutomaton(_translation.Pattern);
        if (TryMatch(regex, text, out isMatch))
            return isMatch;
        _timeouts++;
        return GiveUp();
    }

    private static bool TryMatch(Regex regex, ReadOnlySpan<char> text, out bool isMatch)
    {
        try
        {
            // IsMatch of .NET's automaton may answer true when its time has run out; this throws, as it should.
            isMatch = regex.EnumerateMatches(text).MoveNext();
            return true;
        }
        catch (RegexMatchTimeoutException)
        {
            isMatch = false;
            return false;
        }
    }

    // Always false, so that it can be returned in place.
    private bool GiveUp()
    {
        _meter.GiveUp();
        return false;
    }

    private static Regex Build(string pattern) => new(pattern, RegexOptions.CultureInvariant, _timeLimit);

    private static Regex BuildAutomaton(string pattern)
    {
        try
        {
            const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;
            return new Regex(pattern, Options, _automatonTimeLimit);
        }
        catch (NotSupportedException)
        {
            // Its counted repetitions, written out, would make too large an automaton.
            return Build(pattern);
        }
    }
}
