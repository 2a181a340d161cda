namespace Actors.Implementation;

/// <summary>What are the stores called that a host of these actors must provide?</summary>
public static class StorageNames
{
    public const string Actors = "actors";
}
