using System.Numerics;

namespace Actors.Gateway.Protection;

/// <summary>How much does the gateway take? Section "Actors:Gateway:Limits".</summary>
public sealed class LimitSettings
{
    /// <summary>Body of an evaluation request, bytes, 1 KiB to 16 MiB.</summary>
    public int BodyBytes { get; set; } = 256 * 1024;

    /// <summary>Body of an administration request (imports are large), bytes, 1 KiB to 1 GiB.</summary>
    public int AdministrationBodyBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Bodies with events that are not durable yet, all together, bytes, 1 MiB to 4 GiB.</summary>
    public long EventBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>All header lines together, bytes, 1 KiB to 1 MiB.</summary>
    public int HeaderBytes { get; set; } = 16 * 1024;

    /// <summary>Number of header lines, 10 to 1,000.</summary>
    public int Headers { get; set; } = 64;

    /// <summary>The whole head of a request must be there after so long, seconds, 1 to 120.</summary>
    public int HeaderTimeoutSeconds { get; set; } = 5;

    /// <summary>A body slower than this is given up, bytes per second, 1 to 1,000,000.</summary>
    public int BodyBytesPerSecond { get; set; } = 240;

    /// <summary>How long a body may be slower, seconds, 2 to 120.</summary>
    public int BodyGraceSeconds { get; set; } = 5;

    /// <summary>
    /// The whole body of an evaluation request must be there after so long, however fast it comes, seconds, 1 to 600.
    /// </summary>
    public int BodySeconds { get; set; } = 10;

    /// <summary>
    /// Who takes an answer more slowly, for longer than 5 s, is cut off, bytes per second, 1 to 1,000,000.
    /// </summary>
    public int AnswerBytesPerSecond { get; set; } = 1024;

    /// <summary>An idle connection is closed after so long, seconds, 1 to 3,600.</summary>
    public int KeepAliveSeconds { get; set; } = 130;

    /// <summary>Open connections, 1 to 1,000,000; more are closed at once.</summary>
    public int Connections { get; set; } = 20_000;

    /// <summary>Sustained requests per second of one SDK key; twice as many at once. 0: no limit.</summary>
    public int KeyRequestsPerSecond { get; set; } = 50_000;

    /// <summary>Sustained requests per second of one address (IPv6: /64); twice as many at once. 0: no limit.</summary>
    public int AddressRequestsPerSecond { get; set; } = 5_000;

    /// <summary>Requests of one address under way at once, 0 to 1,000,000. 0: no limit.</summary>
    public int AddressRequestsUnderWay { get; set; } = 1000;

    /// <summary>Open streams of all clients, 1 to 1,000,000.</summary>
    public int Streams { get; set; } = 10_000;

    /// <summary>Open streams of one SDK key, 0 to 1,000,000. 0: no limit.</summary>
    public int KeyStreams { get; set; } = 8_000;

    /// <summary>Open streams of one address, 0 to 1,000,000. 0: no limit.</summary>
    public int AddressStreams { get; set; } = 1_000;

    /// <summary>
    /// The header in which a trusted proxy or CDN names the client's address (its last entry counts), for example
    /// "X-Forwarded-For" or "CF-Connecting-IP". Empty: the connection's address. Set it only behind such a proxy.
    /// </summary>
    public string AddressHeader { get; set; } = "";

    /// <summary>Administration requests under way at once, 1 to 100,000.</summary>
    public int Administrations { get; set; } = 64;

    /// <summary>Requests of all kinds under way above which administration is refused, 1 to 1,000,000.</summary>
    public int ShedAdministrationAt { get; set; } = 500;

    /// <summary>Requests of all kinds under way above which new streams, and events, are refused.</summary>
    public int ShedStreamsAt { get; set; } = 2_000;

    /// <summary>Requests of all kinds under way above which evaluations are refused.</summary>
    public int ShedEvaluationsAt { get; set; } = 8_000;

    internal IEnumerable<string> Mistakes(string section)
    {
        var found = new[]
        {
            Outside(section, nameof(BodyBytes), BodyBytes, 1024, 16 << 20),
            Outside(section, nameof(AdministrationBodyBytes), AdministrationBodyBytes, 1024, 1 << 30),
            Outside(section, nameof(EventBytes), EventBytes, 1 << 20, 4L << 30),
            Outside(section, nameof(HeaderBytes), HeaderBytes, 1024, 1 << 20),
            Outside(section, nameof(Headers), Headers, 10, 1000),
            Outside(section, nameof(HeaderTimeoutSeconds), HeaderTimeoutSeconds, 1, 120),
            Outside(section, nameof(BodyBytesPerSecond), BodyBytesPerSecond, 1, 1_000_000),
            Outside(section, nameof(BodyGraceSeconds), BodyGraceSeconds, 2, 120),
            Outside(section, nameof(BodySeconds), BodySeconds, 1, 600),
            Outside(section, nameof(AnswerBytesPerSecond), AnswerBytesPerSecond, 1, 1_000_000),
            Outside(section, nameof(KeepAliveSeconds), KeepAliveSeconds, 1, 3600),
            Outside(section, nameof(Connections), Connections, 1, 1_000_000),
            Outside(section, nameof(KeyRequestsPerSecond), KeyRequestsPerSecond, 0, 10_000_000),
            Outside(section, nameof(AddressRequestsPerSecond), AddressRequestsPerSecond, 0, 10_000_000),
            Outside(section, nameof(AddressRequestsUnderWay), AddressRequestsUnderWay, 0, 1_000_000),
            Outside(section, nameof(Streams), Streams, 1, 1_000_000),
            Outside(section, nameof(KeyStreams), KeyStreams, 0, 1_000_000),
            Outside(section, nameof(AddressStreams), AddressStreams, 0, 1_000_000),
            Outside(section, nameof(Administrations), Administrations, 1, 100_000),
            Outside(section, nameof(ShedAdministrationAt), ShedAdministrationAt, 1, 1_000_000),
            ShedStreamsAt >= ShedAdministrationAt && ShedEvaluationsAt >= ShedStreamsAt
                ? null
                : $"{section} must shed administration first and evaluations last: {nameof(ShedAdministrationAt)} <= "
                    + $"{nameof(ShedStreamsAt)} <= {nameof(ShedEvaluationsAt)}.",
        };
        return found.OfType<string>();
    }

    private static string? Outside<T>(string section, string name, T value, T least, T most)
        where T : INumber<T> =>
        value >= least && value <= most ? null : $"{section}:{name} must be {least} to {most}; it is {value}.";
}
