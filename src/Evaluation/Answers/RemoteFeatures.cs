using System.Buffers;

namespace Actors.Evaluation;

/// <summary>Which features does GrowthBook's remote evaluation answer for a subject?</summary>
public static class RemoteFeatures
{
    /// <summary>
    /// Writes <c>{"key":{"defaultValue":…},…}</c>; a feature during whose evaluation experiments gave variations
    /// also has <c>"rules":[{"force":…,"tracks":[{"experiment":…,"result":…}]}]</c>. What is off or unreadable is not
    /// listed. No condition and no value that the subject does not get is in it.
    /// </summary>
    /// <param name="ruleset">The one that the subject was read for.</param>
    /// <param name="subject">Who asks.</param>
    /// <param name="inputs">What else the caller says; null for nothing.</param>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="reasons">
    /// Takes the <see cref="Reason"/> of each feature, in order; at least as long as they are.
    /// </param>
    /// <returns>What to remember, with what was given now; null when nothing is to be remembered.</returns>
    /// <exception cref="ArgumentException">The subject was read for another ruleset.</exception>
    public static StickyBuckets? Write(
        Ruleset ruleset, Subject subject, CallerInputs? inputs, IBufferWriter<byte> output, Span<byte> reasons)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        ArgumentNullException.ThrowIfNull(subject);
        var features = ruleset.Features.AsSpan();
        reasons = reasons[..features.Length];
        var walk = new Walk<ExposureTrace>(ruleset, subject, inputs, new ExposureTrace(subject.Exposures));
        subject.DrawBuckets();
        var json = new Utf8Output(output);
        json.Write("{"u8);
        var isFirst = true;
        for (var i = 0; i < features.Length; i++)
        {
            // What a prerequisite gives is tracked with every feature that asks for it: nothing may be taken as done.
            walk.Begin();
            subject.Exposures.Clear();
            var outcome = walk.Feature(features[i].Key, features[i]);
            reasons[i] = (byte)outcome.Reason;
            if (outcome.Source == Source.UnknownFeature)
                continue;
            if (!isFirst)
                json.Write(","u8);
            isFirst = false;
            Write(ref json, outcome, subject);
        }
        json.Write("}"u8);
        json.Flush();
        return walk.Sticky;
    }

    private static void Write(ref Utf8Output json, Outcome outcome, Subject subject)
    {
        json.Write(outcome.RemoteJson);
        var exposures = subject.Exposures.Assignments;
        if (!exposures.IsEmpty)
        {
            json.Write(",\"rules\":[{\"force\":"u8);
            json.Write(outcome.ValueJson.IsEmpty ? "null"u8 : outcome.ValueJson.Span);
            json.Write(",\"tracks\":["u8);
            for (var i = 0; i < exposures.Length; i++)
            {
                if (i > 0)
                    json.Write(","u8);
                exposures[i].WriteTrack(ref json, subject);
            }
            json.Write("]}]"u8);
        }
        json.Write("}"u8);
    }
}
