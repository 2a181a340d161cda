namespace Actors.ServiceDefaults.Startup;

/// <summary>Why can't the process start here and now? The message is one sentence that says what to do.</summary>
public sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);
