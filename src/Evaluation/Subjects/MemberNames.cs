namespace Actors.Evaluation;

/// <summary>Which members does a JavaScript object have, once its JSON has been read? In which order?</summary>
internal sealed class MemberNames
{
    private const int FewEnoughToCompareAll = 16;

    // A place holds the round it was written in and an index: a new round empties the table.
    private readonly (int Round, int Index)[] _table = new (int, int)[SubjectLimitException.Items * 2 + 48];
    private ScriptMember[] _others = [];
    private int _round;

    /// <summary>
    /// Of members of one name keeps the last value at the first one's place, and puts names like "7" first, in
    /// ascending order (ECMA-262, 10.1.11.1). Answers how many are left, at the beginning.
    /// </summary>
    public int KeepLast(Span<ScriptMember> members)
    {
        var kept = 0;
        var positions = 0;
        _round++;
        for (var i = 0; i < members.Length; i++)
        {
            var known = Find(members[..kept], members[i].Name);
            if (known >= 0)
            {
                members[known] = members[i];
                continue;
            }
            positions += ArrayIndex.TryParse(members[i].Name, out _) ? 1 : 0;
            members[kept++] = members[i];
        }
        if (positions > 0)
            PutPositionsFirst(members[..kept]);
        return kept;
    }

    private int Find(ReadOnlySpan<ScriptMember> members, ReadOnlySpan<char> name)
    {
        if (members.Length < FewEnoughToCompareAll)
            return FindAmongFew(members, name);
        if (members.Length == FewEnoughToCompareAll)
        {
            for (var i = 0; i < members.Length; i++)
                _table[Place(members, members[i].Name)] = (_round, i);
        }
        var place = Place(members, name);
        if (_table[place].Round == _round)
            return _table[place].Index;
        _table[place] = (_round, members.Length);
        return -1;
    }

    private static int FindAmongFew(ReadOnlySpan<ScriptMember> members, ReadOnlySpan<char> name)
    {
        for (var i = 0; i < members.Length; i++)
        {
            if (members[i].Name.SequenceEqual(name))
                return i;
        }
        return -1;
    }

    // string.GetHashCode differs from process to process: nobody can send names that fall on one place.
    private int Place(ReadOnlySpan<ScriptMember> members, ReadOnlySpan<char> name)
    {
        var place = (int)((uint)string.GetHashCode(name) % (uint)_table.Length);
        while (_table[place].Round == _round && !members[_table[place].Index].Name.SequenceEqual(name))
            place = place + 1 == _table.Length ? 0 : place + 1;
        return place;
    }

    private void PutPositionsFirst(Span<ScriptMember> members)
    {
        if (_others.Length < members.Length)
            _others = new ScriptMember[members.Length];
        var (positions, others) = (0, 0);
        foreach (var member in members)
        {
            if (ArrayIndex.TryParse(member.Name, out _))
                members[positions++] = member;
            else
                _others[others++] = member;
        }
        members[..positions].Sort(static (left, right) => Position(left).CompareTo(Position(right)));
        _others.AsSpan(0, others).CopyTo(members[positions..]);
    }

    private static int Position(in ScriptMember member) =>
        ArrayIndex.TryParse(member.Name, out var index) ? index : int.MaxValue;
}
