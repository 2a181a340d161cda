namespace Actors.Evaluation;

/// <summary>Which of the shared conditions does the subject meet, of those that were asked so far?</summary>
internal sealed class SubjectAnswers
{
    private const byte No = 1;
    private const byte Yes = 2;

    private byte[] _answers = [];
    private bool _isBlank;

    public void Reset(Vocabulary vocabulary)
    {
        if (_answers.Length < vocabulary.Conditions.Length)
            _answers = new byte[vocabulary.Conditions.Length * 2];
        _isBlank = false;
        Forget();
    }

    /// <summary>What was answered may be wrong now: an attribute has changed.</summary>
    public void Forget()
    {
        if (_isBlank)
            return;
        Array.Clear(_answers);
        _isBlank = true;
    }

    /// <param name="condition">Asked if it has not been asked before.</param>
    /// <param name="index">The condition's.</param>
    /// <param name="attributes">The subject's.</param>
    public bool Answer(Condition condition, int index, in ScriptValue attributes)
    {
        var answer = _answers[index];
        if (answer == 0)
        {
            _isBlank = false;
            _answers[index] = answer = condition.Matches(attributes) ? Yes : No;
        }
        return answer == Yes;
    }
}
