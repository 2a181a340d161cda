using Actors.Database;
using Npgsql;

const int Failed = 1;
const int TooOld = 2;
const int Usage = 64;
const int BadConfiguration = 78;

if (args is not ["apply" or "check"])
{
    Console.Error.WriteLine("Usage: Actors.Database apply | check   (the database is ConnectionStrings__Actors)");
    return Usage;
}

var connectionString = Environment.GetEnvironmentVariable("ConnectionStrings__Actors");
if (string.IsNullOrWhiteSpace(connectionString))
{
    Console.Error.WriteLine("ConnectionStrings__Actors is not set: it names the PostgreSQL database, "
        + "for example \"Host=127.0.0.1;Username=actors;Password=...;Database=actors\".");
    return BadConfiguration;
}

try
{
    if (args is ["apply"])
    {
        Console.WriteLine(Schema.Apply(connectionString, Console.WriteLine));
        return 0;
    }

    await using var database = NpgsqlDataSource.Create(connectionString);
    var version = await Schema.Check(database);
    Console.WriteLine(version);
    return version.IsTooOld ? TooOld : 0;
}
catch (ArgumentException mistake)
{
    Console.Error.WriteLine($"ConnectionStrings__Actors is no Npgsql connection string: {mistake.Message}");
    return BadConfiguration;
}
catch (Exception failure) when (failure is SchemaException or NpgsqlException)
{
    Console.Error.WriteLine(failure.Message);
    return Failed;
}
