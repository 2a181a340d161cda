using Actors.ServiceDefaults;
using Actors.ServiceDefaults.Startup;
using Actors.Silo;
using Actors.Silo.Operations;

return await Launch.Run(
    args,
    builder =>
    {
        builder.AddServiceDefaults("actors-silo");
        builder.AddActorsSilo();
        builder.AddGatewayOfOneProcessRegion();
    },
    app =>
    {
        app.MapServiceDefaults();
        app.MapOperations();
        app.MapGatewayOfOneProcessRegion();
    });
