using System.Text;
using System.Text.Json;
using Actors.Foundation;

namespace Actors.Measurement;

/// <summary>What do the members of an event say, and what is the first thing wrong with them?</summary>
internal ref struct EventForm(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private Refusal? _wrong;
    private string? _type;
    private string? _key;
    private string? _experiment;
    private string? _properties;
    private SubjectId? _subject;
    private DateTimeOffset? _at;
    private long _value;
    private bool _hasValue;
    private long _count;
    private bool _hasCount;
    private ExposureForm _exposure;

    public string? Id { get; private set; }

    /// <exception cref="JsonException">It is no JSON, or no object.</exception>
    /// <exception cref="InvalidOperationException">A text is no Unicode.</exception>
    public void Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An event is an object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Member(ref reader);
        }

        while (reader.Read())
        {
            // Nothing may follow: the parser says so.
        }
    }

    public readonly EventReading Result(DateTimeOffset now)
    {
        var wrong = _wrong ?? Missing() ?? EventTimes.Problem(_at, now);
        if (wrong is not null)
        {
            return new(null, Id, wrong);
        }

        var isExposure = _type == "exposure";
        var one = new MeasuredEvent
        {
            Id = Id!,
            Kind = isExposure ? EventKind.Exposure : EventKind.Metric,
            Key = isExposure ? _experiment! : _key!,
            Subject = _subject!.Value,
            At = EventTimes.Logged(_at ?? now),
            Value = isExposure ? 0 : _hasValue ? _value : Millionths.One,
            Count = isExposure ? 0 : _hasCount ? _count : 1,
            Exposure = isExposure ? _exposure.Result() : null,
            Properties = _properties,
        };
        return new(one with { Content = EventContent.HashOf(one, _at is not null) }, Id, null);
    }

    private readonly Refusal? Missing()
    {
        if (Id is null) return new("id-invalid", "An event needs an id, which a repetition carries again.");
        if (_subject is null) return new("subject-invalid", "An event needs a subject.");
        if (_type is not ("metric" or "exposure"))
            return new("type-invalid", "The type of an event is \"metric\" or \"exposure\".");
        if (_type == "metric")
            return _key is null ? new("key-invalid", "A metric event needs a key.")
                : _experiment is not null || _exposure.IsGiven
                    ? new("member-unknown", "A metric event has no members of an exposure.")
                    : null;
        if (_experiment is null) return new("experiment-invalid", "An exposure names its experiment.");
        if (_key is not null || _hasValue || _hasCount)
            return new("member-unknown", "An exposure has no key, value or count.");
        return _exposure.Variation is null ? new("variation-invalid", "An exposure names its variation.") : null;
    }

    private void Member(ref Utf8JsonReader reader)
    {
        var name = reader.GetString()!;
        reader.Read();
        switch (name)
        {
            case "id": Id = Name(ref reader, name); break;
            case "type": _type = Name(ref reader, name); break;
            case "key": _key = Name(ref reader, name); break;
            case "experiment": _experiment = Name(ref reader, name); break;
            case "variation": _exposure.Variation = Name(ref reader, name); break;
            case "phase": _exposure.Phase = Name(ref reader, name); break;
            case "sdk": _exposure.Sdk = Name(ref reader, name); break;
            case "sdkVersion": _exposure.SdkVersion = Name(ref reader, "sdk"); break;
            case "subject": Subject(ref reader); break;
            case "value": Value(ref reader); break;
            case "count": Count(ref reader); break;
            case "time": Time(ref reader); break;
            case "rulesetVersion": Version(ref reader); break;
            case "dimensions": Keep(_exposure.ReadDimensions(ref reader)); break;
            case "properties": Properties(ref reader); break;
            default:
                Keep(new("member-unknown", $"An event has no member \"{EventNames.Shown(name)}\"."));
                reader.Skip();
                break;
        }
    }

    private string? Name(ref Utf8JsonReader reader, string member)
    {
        if (EventNames.Read(ref reader, EventLimits.MaxName, allowNumber: member != "type") is { } name)
        {
            return name;
        }

        Keep(new($"{member}-invalid", $"\"{member}\" is {EventNames.Form(EventLimits.MaxName)}."));
        return null;
    }

    /// <summary>"u-1", 17, or {"attribute":"deviceId","value":"d-9"}; the attribute of a bare value is "id".</summary>
    private void Subject(ref Utf8JsonReader reader)
    {
        string? attribute = "id", value = null;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isAttribute = reader.ValueTextEquals("attribute");
                var isKnown = isAttribute || reader.ValueTextEquals("value");
                reader.Read();
                var limit = isAttribute ? EventLimits.MaxName : EventLimits.MaxSubject;
                var read = EventNames.Read(ref reader, limit, allowNumber: true);
                (attribute, value) = isAttribute ? (read, value) : (attribute, isKnown ? read : null);
            }
        }
        else
        {
            value = EventNames.Read(ref reader, EventLimits.MaxSubject, true);
        }

        if (attribute is null || value is null)
            Keep(new("subject-invalid", "\"subject\" is a value, or {\"attribute\":…, \"value\":…}, each "
                + $"{EventNames.Form(EventLimits.MaxSubject)}; an attribute at most {EventLimits.MaxName}."));
        else
            _subject = new(attribute, value);
    }

    private void Value(ref Utf8JsonReader reader)
    {
        _hasValue = true;
        if (reader.TokenType != JsonTokenType.Number)
        {
            Keep(new("value-invalid", "\"value\" is a finite number."));
            reader.Skip();
            return;
        }

        var fits = reader.TryGetDecimal(out var exact)
            ? Millionths.TryFrom(exact, out _value)
            : reader.TryGetDouble(out var rough) && Millionths.TryFrom(rough, out _value);
        if (!fits) Keep(new("value-range", "\"value\" is from -1e12 to 1e12; it is kept to a millionth."));
    }

    private void Count(ref Utf8JsonReader reader)
    {
        _hasCount = true;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out _count)
            && _count is >= 0 and <= EventLimits.MaxCount)
        {
            return;
        }

        Keep(new("count-invalid", $"\"count\" is a whole number from 0 to {EventLimits.MaxCount:N0}."));
        reader.Skip();
    }

    private void Time(ref Utf8JsonReader reader)
    {
        _at = EventTimes.Read(ref reader);
        if (_at is null) Keep(EventTimes.Malformed);
    }

    private void Version(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var version) && version >= 0)
        {
            _exposure.RulesetVersion = version;
            return;
        }

        Keep(new("version-invalid", "\"rulesetVersion\" is a whole number, as answers of this service say it."));
        reader.Skip();
    }

    private void Properties(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return;
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var text = _json[start..(int)reader.BytesConsumed];
        if (!isObject)
            Keep(new("properties-invalid", "\"properties\" is a JSON object."));
        else if (text.Length > EventLimits.MaxPropertiesBytes)
            Keep(new("properties-too-large", $"\"properties\" are at most {EventLimits.MaxPropertiesBytes} bytes."));
        else
            _properties = Encoding.UTF8.GetString(text);
    }

    private void Keep(Refusal? wrong) => _wrong ??= wrong;
}
