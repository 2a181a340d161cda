namespace Actors.LoadTest.Scenarios;

/// <summary>A scenario could not be prepared; the message is a sentence for the user.</summary>
internal sealed class CannotStartException(string message) : Exception(message);
