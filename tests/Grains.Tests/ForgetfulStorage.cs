using System.Globalization;
using Orleans.Serialization;
using Orleans.Storage;

namespace Actors.Grains.Tests;

/// <summary>
/// Grain storage on a <see cref="ForgetfulDisk"/>: states are serialised, so no reference leaks through it.
/// </summary>
internal sealed class ForgetfulStorage(ForgetfulDisk disk, Serializer serializer) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (bytes, version) = disk.Read(stateName, grainId.Key.ToString()!);
        if (version > 0)
        {
            grainState.State = serializer.Deserialize<T>(bytes)!;
            grainState.ETag = version.ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }

        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var bytes = serializer.SerializeToArray(grainState.State);
        var expected = grainState.ETag is { } etag ? long.Parse(etag, CultureInfo.InvariantCulture) : 0;
        var version = await disk.Write(stateName, grainId.Key.ToString()!, bytes, expected)
            ?? throw new InconsistentStateException($"Somebody else wrote {stateName} of {grainId}.");
        grainState.ETag = version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        disk.Remove(stateName, grainId.Key.ToString()!);
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }
}
