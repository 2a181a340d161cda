namespace Actors.Evaluation;

/// <summary>Which rule is it?</summary>
/// <param name="Index">As published, from 0; -1 for none.</param>
/// <param name="Id">As published; null for none.</param>
internal readonly record struct CompiledRuleName(int Index, string? Id)
{
    public static CompiledRuleName None => new(-1, null);
}
