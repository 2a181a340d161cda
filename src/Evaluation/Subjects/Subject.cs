using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>Who is asking? What the rules of one ruleset look at, parsed once per request.</summary>
/// <remarks>
/// OFREP's <c>targetingKey</c> stands in for the attribute <c>id</c> when the caller sent none. One subject is one
/// thread's: it also keeps what an evaluation has worked out so far. Keep it, and read the next request into it, and
/// nothing is allocated any more.
/// </remarks>
public sealed class Subject
{
    private readonly SubjectReader _reader = new();
    private readonly SubjectAnswers _answers = new();
    private ScriptValue[] _slots = [];
    private bool[] _known = [];
    private ulong _unread;
    private bool[] _hashable = [];
    private ScriptValue _attributes;

    /// <summary>Somebody of whom nothing is known.</summary>
    public Subject(Ruleset ruleset) => Forget(ruleset);

    internal Vocabulary Vocabulary { get; private set; } = Vocabulary.Smallest;

    /// <summary>The attributes as conditions see them: a list, by slot.</summary>
    internal ref readonly ScriptValue Attributes => ref _attributes;

    /// <summary>The buckets drawn so far.</summary>
    internal SubjectBuckets Buckets { get; } = new();

    /// <summary>The prerequisites followed so far.</summary>
    internal PrerequisiteTrail Trail { get; } = new();

    /// <summary>The variations given so far, where they are to be tracked.</summary>
    internal ExposureList Exposures { get; } = new();

    /// <summary>Reads the attributes from UTF-8 JSON.</summary>
    /// <param name="ruleset">Whose rules will ask: other attributes are checked and passed over.</param>
    /// <param name="utf8JsonObject">One object, at most 64 levels deep and nowhere more than 1,000 wide.</param>
    /// <param name="subject">Null when the answer is false.</param>
    /// <param name="problem">One sentence on what was wrong, fit for the caller; null when the answer is true.</param>
    public static bool TryParse(
        Ruleset ruleset,
        ReadOnlySpan<byte> utf8JsonObject,
        [NotNullWhen(true)] out Subject? subject,
        [NotNullWhen(false)] out string? problem)
    {
        var parsed = new Subject(ruleset);
        subject = parsed.TryRead(ruleset, utf8JsonObject, out problem) ? parsed : null;
        return subject is not null;
    }

    /// <summary>As <see cref="TryParse"/>, into this subject, which forgets what it was.</summary>
    public bool TryRead(
        Ruleset ruleset, ReadOnlySpan<byte> utf8JsonObject, [NotNullWhen(false)] out string? problem)
    {
        var reader = new Utf8JsonReader(utf8JsonObject, new JsonReaderOptions { MaxDepth = ScriptReader.DepthLimit });
        try
        {
            reader.Read();
            if (!TryRead(ruleset, ref reader, out problem))
                return false;
            // What stands after the object is an error too, and only asking for more finds it.
            reader.Read();
            return true;
        }
        catch (JsonException)
        {
            problem = "The attributes are not JSON of at most 64 levels.";
            return false;
        }
    }

    /// <summary>Reads the value that the reader stands on, and leaves the reader on its last token.</summary>
    /// <exception cref="JsonException">What follows is not JSON, or nested deeper than the reader allows.</exception>
    public bool TryRead(Ruleset ruleset, ref Utf8JsonReader reader, [NotNullWhen(false)] out string? problem)
    {
        Forget(ruleset);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            problem = $"The attributes must be a JSON object, not {Name(reader.TokenType)}.";
            return false;
        }
        try
        {
            ReadMembers(ref reader);
            problem = null;
            return true;
        }
        catch (SubjectLimitException tooMuch)
        {
            problem = tooMuch.Message;
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json throws for half a surrogate pair or broken UTF-8 inside a text.
            problem = "The attributes hold text that is not valid Unicode.";
        }
        return false;
    }

    /// <summary>Becomes somebody of whom nothing is known.</summary>
    public void Forget(Ruleset ruleset)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        Vocabulary = ruleset.Vocabulary;
        var count = Vocabulary.Attributes.Length;
        if (_slots.Length < count)
        {
            _slots = new ScriptValue[count * 2];
            _known = new bool[count * 2];
            _hashable = new bool[count * 2];
        }
        _attributes = ScriptValue.Of(_slots, 0, count);
        Array.Clear(_slots);
        Array.Clear(_known);
        Array.Clear(_hashable);
        _unread = 0;
        _reader.Reset();
        Buckets.Reset(Vocabulary);
        _answers.Reset(Vocabulary);
    }

    /// <summary>Whether a rule looks at the attribute; what none looks at need not be found out.</summary>
    public bool IsAskedFor(string name) => Vocabulary.SlotOf(name) >= 0;

    /// <summary>Adds what we know of the caller, unless the caller said it: also an explicit null stands.</summary>
    /// <remarks>An attribute that no rule looks at is not kept, here and in what follows.</remarks>
    public void SetDefault(string name, string value)
    {
        var slot = Vocabulary.SlotOf(name);
        if (slot >= 0 && !_known[slot])
            Set(slot, ScriptValue.Of(value));
    }

    /// <summary>Says it, whatever the caller said.</summary>
    public void Override(string name, string value)
    {
        var slot = Vocabulary.SlotOf(name);
        if (slot >= 0)
            Set(slot, ScriptValue.Of(value));
    }

    /// <summary>An attribute as a bucket's hash reads it (1.0 is "1"); null when it is missing or null.</summary>
    public string? Text(string name) =>
        Find(name) is { Kind: not ScriptKind.Null } value ? value.ToText() : null;

    /// <summary>How many UTF-16 code units <see cref="Text"/> would be; 0 when it is missing or null.</summary>
    public int TextLength(string name)
    {
        if (Find(name) is not { Kind: not ScriptKind.Null } value)
            return 0;
        Span<char> scratch = stackalloc char[ScriptText.ScratchLength];
        using var text = new ScriptText(value, scratch);
        return text.Chars.Length;
    }

    /// <summary>A hash of <see cref="Text"/> that draws no bucket; 0 when it is missing or null.</summary>
    public ulong TextHash(string name)
    {
        if (Find(name) is not { Kind: not ScriptKind.Null } value)
            return 0;
        Span<char> scratch = stackalloc char[ScriptText.ScratchLength];
        using var text = new ScriptText(value, scratch);
        return XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.Chars));
    }

    /// <summary>Which type the caller sent; null when the attribute is missing. Always known of targetingKey.</summary>
    public JsonValueKind? KindOf(string name) => Find(name)?.Kind switch
    {
        null => null,
        ScriptKind.Null => JsonValueKind.Null,
        ScriptKind.Boolean => Find(name)!.Value.IsTruthy ? JsonValueKind.True : JsonValueKind.False,
        ScriptKind.Number => JsonValueKind.Number,
        ScriptKind.Text => JsonValueKind.String,
        ScriptKind.List => JsonValueKind.Array,
        _ => JsonValueKind.Object,
    };

    /// <summary>
    /// Feeds who asks, so that two subjects of whom only the order of the attributes differs, or the spelling of what
    /// the ruleset's rules look at, feed the same bytes: for an ETag. Of the other attributes a hash is fed.
    /// </summary>
    /// <param name="ruleset">The one that the subject was read for.</param>
    /// <param name="sink">Say a hash; put what identifies the ruleset into it as well.</param>
    public void AppendTo<TSink>(Ruleset ruleset, ref TSink sink)
        where TSink : struct, IByteSink
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        var digest = new SubjectDigest<TSink>(ref sink);
        foreach (var slot in ruleset.SlotsInOrder)
            digest.Append(_known[slot], _slots[slot]);
        digest.Append(_unread);
        digest.Flush();
    }

    internal ref readonly ScriptValue At(int slot) => ref _slots[slot];

    /// <summary>Whether a bucket can be drawn by the attribute: the dialect hashes nothing falsy.</summary>
    internal bool CanHash(int slot) => _hashable[slot];

    /// <summary>The subject's bucket; only where <see cref="CanHash"/>.</summary>
    internal double Bucket(BucketHash hash)
    {
        var bucket = Buckets.Drawn(hash.Index);
        return bucket == SubjectBuckets.NotDrawn ? Buckets.Draw(hash, _slots[hash.Slot]) : bucket;
    }

    /// <summary>The bucket of this index; NaN where <see cref="CanHash"/> is not.</summary>
    internal double Bucket(int index)
    {
        var bucket = Buckets.Drawn(index);
        if (bucket != SubjectBuckets.NotDrawn)
            return bucket;
        var hash = Vocabulary.Hashes[index];
        return CanHash(hash.Slot) ? Buckets.Draw(hash, _slots[hash.Slot]) : double.NaN;
    }

    /// <summary>Whether the subject meets a condition on its attributes.</summary>
    internal bool Meets(Condition condition) =>
        Meets(condition, condition is SharedCondition shared ? shared.Index : -1);

    /// <param name="condition">On its attributes.</param>
    /// <param name="index">The shared condition's; below 0 for one that is not shared.</param>
    internal bool Meets(Condition condition, int index) => index >= 0
        ? _answers.Answer(condition, index, _attributes)
        : condition.Matches(_attributes);

    /// <summary>Draws the buckets that many features ask for, before all features are evaluated.</summary>
    internal void DrawBuckets()
    {
        if (!Buckets.IsBlank)
            return;
        foreach (var group in Vocabulary.Groups)
        {
            if (_hashable[group.Slot] && _slots[group.Slot].Kind == ScriptKind.Text)
                Buckets.DrawAll(group, _slots[group.Slot].Text);
        }
    }

    private void ReadMembers(ref Utf8JsonReader reader)
    {
        for (var count = 0; reader.Read() && reader.TokenType != JsonTokenType.EndObject;)
        {
            SubjectLimitException.ThrowIfTooMany(++count);
            var slot = SlotOfName(ref reader);
            var name = slot >= 0 ? 0 : SubjectReader.Hash(ref reader, 0);
            reader.Read();
            if (slot >= 0)
                Set(slot, _reader.Read(ref reader, ScriptReader.DepthLimit - 1));
            else
                _unread += _reader.Skip(ref reader, ScriptReader.DepthLimit - 1, name); // a sum, in whatever order
        }
        if (_known[Vocabulary.TargetingKeySlot] && !_known[Vocabulary.IdSlot])
            Set(Vocabulary.IdSlot, _slots[Vocabulary.TargetingKeySlot]);
    }

    private int SlotOfName(ref Utf8JsonReader reader)
    {
        if (!reader.HasValueSequence && !reader.ValueIsEscaped && System.Text.Ascii.IsValid(reader.ValueSpan))
            return Vocabulary.SlotOf(reader.ValueSpan);
        return Vocabulary.SlotOf(_reader.Text(ref reader).Text);
    }

    private void Set(int slot, in ScriptValue value)
    {
        _slots[slot] = value;
        _known[slot] = true;
        _hashable[slot] = value.IsTruthy;
        Buckets.Forget();
        _answers.Forget();
    }

    private ScriptValue? Find(string name)
    {
        var slot = Vocabulary.SlotOf(name);
        return slot >= 0 && _known[slot] ? _slots[slot] : null;
    }

    private static string Name(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };
}
