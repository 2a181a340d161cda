namespace Actors.Evaluation;

/// <summary>
/// How is an experiment shown to who takes part: whole, or scrubbed of what the subject does not get?
/// </summary>
internal sealed class ExperimentJson
{
    /// <summary><c>[…]</c> of all variations.</summary>
    public required byte[] Variations { get; init; }

    /// <summary>Of each variation: <c>[{},…,{}]</c> with it alone.</summary>
    public required byte[][] ScrubbedVariations { get; init; }

    /// <summary><c>,"key":…,"seed":…</c>: every member that no subject changes or may not see.</summary>
    public required byte[] Members { get; init; }

    /// <summary><c>,"weights":[…]</c> or nothing.</summary>
    public required byte[] Weights { get; init; }

    /// <summary><c>,"condition":{…}</c> or nothing; not for clients.</summary>
    public required byte[] Condition { get; init; }

    /// <summary>As who evaluates on the server may see it.</summary>
    public void WriteWhole(ref Utf8Output output, BanditLeaf? leaf, bool showsLeaf)
    {
        output.Write("{\"variations\":"u8);
        output.Write(Variations);
        WriteRest(ref output, leaf, showsLeaf);
        output.Write(Condition);
        output.Write("}"u8);
    }

    /// <summary>As a client may see it that got one variation.</summary>
    public void WriteScrubbed(ref Utf8Output output, int variation, BanditLeaf? leaf, bool showsLeaf)
    {
        output.Write("{\"variations\":"u8);
        output.Write(ScrubbedVariations[variation]);
        WriteRest(ref output, leaf, showsLeaf);
        output.Write("}"u8);
    }

    private void WriteRest(ref Utf8Output output, BanditLeaf? leaf, bool showsLeaf)
    {
        output.Write(Members);
        output.Write(leaf is { WeightsJson.Length: > 0 } ? leaf.WeightsJson : Weights);
        if (leaf is null || !showsLeaf)
            return;
        output.Write(",\"contextualBandit\":{"u8);
        output.Write(leaf.ContextMembers);
        output.Write("}"u8);
    }
}
