namespace Actors.Contracts;

/// <summary>
/// The request could not be decided now and may be repeated: storage is away, or a hand-over is under way.
/// </summary>
/// <remarks>The one exception of ours that crosses the wire; a gateway answers 503 with <c>Retry-After</c>.</remarks>
[GenerateSerializer, Alias("not-now")]
public sealed class NotNowException(string message) : Exception(message);
