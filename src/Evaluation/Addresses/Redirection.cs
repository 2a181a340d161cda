namespace Actors.Evaluation;

/// <summary>Where does a visitor go whom an experiment sends to another page?</summary>
public static class Redirection
{
    /// <summary>
    /// The new page's address with the parameters of the current one that it does not have itself, for an experiment
    /// with <c>persistQueryString</c>. The new address as it stands when one of the two is no address.
    /// </summary>
    public static string KeepQuery(string currentUrl, string newUrl)
    {
        ArgumentNullException.ThrowIfNull(currentUrl);
        ArgumentNullException.ThrowIfNull(newUrl);
        if (!WebAddress.TryParse(currentUrl, null, out var current)
            || !WebAddress.TryParse(newUrl, null, out var target))
            return newUrl;
        var parameters = target.Parameters.ToList();
        foreach (var parameter in current.Parameters)
        {
            if (!parameters.Exists(known => known.Name == parameter.Name))
                parameters.Add(parameter);
        }
        // A query that nothing is added to stays as it was written.
        return parameters.Count == target.Parameters.Count
            ? target.Href
            : target.With(parameters).Href;
    }
}
