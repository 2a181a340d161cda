using System.Reflection;

namespace Actors.Administration.Tests;

/// <summary>A region with no silo left: every grain is refused.</summary>
public class NoGrains : DispatchProxy
{
    public static IGrainFactory Create() => Create<IGrainFactory, NoGrains>();

    protected override object Invoke(MethodInfo? targetMethod, object?[]? args) =>
        throw new SiloUnavailableException("There is no silo.");
}
