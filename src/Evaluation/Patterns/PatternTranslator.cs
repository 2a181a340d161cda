using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Actors.Evaluation;

/// <summary>How is a JavaScript regular expression said in .NET's?</summary>
/// <remarks>
/// ECMA-262, 22.2.1 with annex B.1.2, without the flag "u", read from left to right. Every character that is not a
/// letter or digit of ASCII is written by number, so that nothing means to .NET what it does not mean to JavaScript.
/// </remarks>
internal sealed class PatternTranslator
{
    private readonly PatternReader _reader;
    private readonly PatternGroups _groups;
    private readonly bool _ignoresCase;
    private readonly StringBuilder _translated = new();
    private readonly Stack<(string Closing, bool MayRepeat)> _open = [];
    private bool _needsBacktracking;
    private bool _hasBoundary;

    private PatternTranslator(string source, bool ignoresCase)
    {
        _reader = new PatternReader(source);
        _groups = PatternGroups.Find(source);
        _ignoresCase = ignoresCase;
    }

    /// <summary>False when JavaScript would throw a SyntaxError.</summary>
    public static bool TryTranslate(
        string source,
        bool ignoresCase,
        [NotNullWhen(true)] out Translation? translation,
        [NotNullWhen(false)] out string? problem)
    {
        (translation, problem) = (null, null);
        try
        {
            translation = new PatternTranslator(source, ignoresCase).Translate();
            return true;
        }
        catch (FormatException wrong)
        {
            problem = wrong.Message;
            return false;
        }
    }

    private Translation Translate()
    {
        while (_reader.TryTake(out var unit))
            TranslateTerm(unit);
        if (_open.Count > 0)
            throw new FormatException("A group of the pattern is not closed.");
        var translation = new Translation(_translated.ToString(), _needsBacktracking, _hasBoundary);
        return _needsBacktracking && _hasBoundary
            ? new Translation(translation.BeyondAscii, true, false)
            : translation;
    }

    private void TranslateTerm(char unit)
    {
        switch (unit)
        {
            case '|':
                _translated.Append('|');
                break;
            case '^':
                _translated.Append(@"\A");
                break;
            case '$':
                _translated.Append(@"\z");
                break;
            case '(':
                Open();
                break;
            case ')':
                Close();
                break;
            case '.':
                AppendUnits(CodeUnits.LineEnds, isNegated: true);
                break;
            case '[':
                TranslateClass();
                break;
            case '\\':
                TranslateEscape();
                break;
            case '*' or '+' or '?':
            case '{' when _reader.IsAtCount():
                throw new FormatException("The pattern repeats nothing.");
            default:
                AppendLiteral(unit);
                break;
        }
    }

    private void Open()
    {
        if (!_reader.TryTake("?"))
            OpenCapture();
        else if (_reader.TryTake(":"))
            Open("(?:", ")", mayRepeat: true);
        else if (_reader.TryTake("=") || _reader.TryTake("!"))
            OpenLookaround($"(?:(?{_reader.Last}", mayRepeat: true);
        else if (_reader.TryTake("<=") || _reader.TryTake("<!"))
            OpenLookaround($"(?:(?<{_reader.Last}", mayRepeat: false);
        else if (_reader.TryTake("<"))
        {
            _reader.TakeName();
            OpenCapture();
        }
        else
            throw new FormatException("The pattern holds a group of a kind that JavaScript does not know.");
    }

    // Without a reference nobody asks what was captured. All captures go by number: .NET counts those with names last.
    private void OpenCapture() => Open(_groups.AreReferredTo ? "(" : "(?:", ")", mayRepeat: true);

    // What looks ahead may be repeated, for the sake of old pages, and what looks behind may not.
    private void OpenLookaround(string opening, bool mayRepeat)
    {
        _needsBacktracking = true;
        Open(opening, "))", mayRepeat);
    }

    private void Open(string opening, string closing, bool mayRepeat)
    {
        _translated.Append(opening);
        _open.Push((closing, mayRepeat));
    }

    private void Close()
    {
        if (!_open.TryPop(out var group))
            throw new FormatException("The pattern closes a group that it did not open.");
        _translated.Append(group.Closing);
        if (group.MayRepeat)
            TranslateQuantifier();
    }

    private void TranslateClass()
    {
        var isNegated = _reader.TryTake("^");
        AppendUnits(PatternClass.Take(_reader), isNegated);
    }

    private void TranslateEscape()
    {
        if (_reader.TryTake("b") || _reader.TryTake("B"))
        {
            _translated.Append('\\').Append(_reader.Last);
            _hasBoundary = true;
        }
        else if (_groups.TryTakeReference(_reader, out var group))
            AppendReference(group);
        else if (PatternEscape.TryTakeClass(_reader, out var units))
            AppendUnits(units, isNegated: false);
        else
            AppendLiteral(PatternEscape.TakeCharacter(_reader, inClass: false));
    }

    // What has captured nothing refers to nothing in .NET, and to the empty text in JavaScript.
    private void AppendReference(int group)
    {
        _needsBacktracking = true;
        var reference = _ignoresCase ? $@"(?i:\{group})" : $@"\{group}";
        _translated.Append(CultureInfo.InvariantCulture, $"(?:(?({group}){reference}))");
        TranslateQuantifier();
    }

    private void AppendLiteral(char unit) => AppendUnits(CodeUnits.Of((unit, unit)), isNegated: false);

    private void AppendUnits(CodeUnits units, bool isNegated)
    {
        (_ignoresCase ? units.InAnyCase() : units).AppendTo(_translated, isNegated);
        TranslateQuantifier();
    }

    private void TranslateQuantifier()
    {
        if (_reader.TryTakeQuantifier(out var quantifier))
            _translated.Append(quantifier);
    }
}
