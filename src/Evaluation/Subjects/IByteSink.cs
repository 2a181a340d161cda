namespace Actors.Evaluation;

/// <summary>
/// Who takes bytes, piece by piece, such as a hash? A structure, so that handing them on costs nothing.
/// </summary>
public interface IByteSink
{
    /// <summary>Takes the next bytes; where one piece ends does not matter.</summary>
    void Append(ReadOnlySpan<byte> bytes);
}
