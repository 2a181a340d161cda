using Npgsql;
using Orleans.Providers;
using Orleans.Serialization;
using Orleans.Storage;

namespace Actors.Silo.Storage;

/// <summary>
/// Where do grains keep their state and their reminders? In PostgreSQL, through the process' one pool.
/// </summary>
internal static class StorageExtensions
{
    /// <summary>The name of the grain storage; it is the default as well.</summary>
    public const string StorageName = "actors";

    private const string Npgsql = "Npgsql";

    public static ISiloBuilder KeepStateInPostgres(this ISiloBuilder silo)
    {
        silo.AddAdoNetGrainStorage(StorageName, options => options.Configure<NpgsqlDataSource, Serializer>(
            (storage, database, serializer) =>
            {
                storage.Invariant = Npgsql;
                storage.DataSource = database;
                storage.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
                storage.DeleteStateOnClear = true;
            }));
        silo.Services.AddKeyedSingleton(
            ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
            (services, _) => services.GetRequiredKeyedService<IGrainStorage>(StorageName));
        silo.UseAdoNetReminderService(options => options.Configure<NpgsqlDataSource>((reminders, database) =>
        {
            reminders.Invariant = Npgsql;
            reminders.DataSource = database;
        }));

        // A failure while a grain loads passes no call filter: without this it arrives as "could not find a codec".
        silo.Services.Configure<ExceptionSerializationOptions>(known => known.SupportedNamespacePrefixes.Add(Npgsql));
        return silo.AddIncomingGrainCallFilter<StorageFailureFilter>();
    }
}
