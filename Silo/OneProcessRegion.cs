using Actors.Gateway;
using Microsoft.Extensions.Options;

namespace Actors.Silo;

/// <summary>
/// Does this process serve as the region's gateway too? Only in a one-process region, as a newcomer starts it.
/// </summary>
internal static class OneProcessRegion
{
    public static void AddGatewayOfOneProcessRegion(this WebApplicationBuilder builder)
    {
        var setting = $"{SiloProcessOptions.Section}:{nameof(SiloProcessOptions.WithGateway)}";
        if (builder.Configuration.GetValue<bool>(setting))
        {
            builder.AddActorsGateway();
        }
    }

    public static void MapGatewayOfOneProcessRegion(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<SiloProcessOptions>>().Value.WithGateway)
        {
            app.MapActorsGateway();
        }
    }
}
