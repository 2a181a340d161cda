using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Actors.Gateway.FastLane;

/// <summary>Who answers what the fast lane does not? The web application, in the same three steps.</summary>
internal abstract class ApplicationBehind
{
    public abstract object Create(IFeatureCollection features);

    public abstract Task Process(object context);

    public abstract void Dispose(object context, Exception? failure);
}

internal sealed class ApplicationBehind<TContext>(IHttpApplication<TContext> application) : ApplicationBehind
    where TContext : notnull
{
    public override object Create(IFeatureCollection features) => application.CreateContext(features);

    public override Task Process(object context) => application.ProcessRequestAsync((TContext)context);

    public override void Dispose(object context, Exception? failure) =>
        application.DisposeContext((TContext)context, failure);
}
