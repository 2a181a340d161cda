using Actors.Gateway;
using Actors.ServiceDefaults;
using Actors.ServiceDefaults.Startup;

return await Launch.Run(
    args,
    builder => builder.AddServiceDefaults("actors-gateway").AddActorsClient().AddActorsGateway(),
    app => app.MapActorsGateway().MapServiceDefaults());
