namespace Actors.Database;

/// <summary>
/// Why could the schema not be applied? The message is one sentence for whoever operates the database.
/// </summary>
public sealed class SchemaException(string message, Exception? cause = null) : Exception(message, cause);
