namespace Actors.Sdk.Tests;

internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("actors-sdk-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
