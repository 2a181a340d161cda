using System.Buffers;
using System.Text.Json;

namespace Actors.LoadTest.Users;

/// <summary>Who asks? The n-th user of a seed always has the same attributes, on any machine.</summary>
internal sealed class UserGenerator(long seed, int count)
{
    private static readonly string[] _countries = ["CH", "DE", "AT", "FR", "IT", "GB", "US", "BR", "IN", "JP"];
    private static readonly string[] _languages = ["de", "fr", "it", "en", "pt", "hi", "ja"];
    private static readonly string[] _plans = ["free", "plus", "team", "enterprise"];
    private static readonly string[] _devices = ["phone", "tablet", "desktop", "tv"];
    private static readonly string[] _versions = ["1.9.0", "2.0.0", "2.1.0", "2.2.3", "3.0.0-beta.1"];

    public int Count => count;

    /// <summary>The user of request <paramref name="number"/>: every user once before any comes again.</summary>
    public User UserOf(long number)
    {
        var index = number % count;
        var dice = new SplitMix((ulong)seed * 0x9E3779B97F4A7C15UL ^ (ulong)index);
        return new User(
            $"user-{index}",
            dice.Pick(_countries),
            dice.Pick(_languages),
            dice.Pick(_plans),
            dice.Pick(_devices),
            dice.Pick(_versions),
            Beta: dice.Below(10) == 0,
            SessionCount: (int)dice.Below(500));
    }

    /// <summary>The body of an OFREP evaluation request for <paramref name="user"/>, in UTF-8.</summary>
    public static byte[] Body(User user)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("context"u8);
            json.WriteString("targetingKey"u8, user.TargetingKey);
            json.WriteString("country"u8, user.Country);
            json.WriteString("language"u8, user.Language);
            json.WriteString("plan"u8, user.Plan);
            json.WriteString("device"u8, user.Device);
            json.WriteString("appVersion"u8, user.AppVersion);
            json.WriteBoolean("beta"u8, user.Beta);
            json.WriteNumber("sessionCount"u8, user.SessionCount);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
